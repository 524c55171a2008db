"""Writes src/test/resources/flac/*.flac with the reference encoder (flac 1.4 or newer).

    python3 src/test/scripts/make_flac_fixtures.py src/test/resources/flac

The samples come from integer arithmetic that FlacDecoderTest repeats, so the decoder is checked
against numbers, not against another decoder.
"""

import subprocess
import sys

OUT = sys.argv[1]


def tone(n, bits, start):
    """A sine by integer rotation: exactly the same in any language with arithmetic shifts."""
    x, y, out = (1 << (bits - 2)) - start, start, []
    for _ in range(n):
        x -= y >> 4
        y += x >> 4
        out.append(x)
    return out


def noise(n, bits, seed):
    """A linear congruential generator, its high bits."""
    out, state = [], seed
    for _ in range(n):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        v = state >> (32 - bits)
        out.append(v - (1 << bits) if v >> (bits - 1) else v)
    return out


def encode(name, channels, bits, rate, *options, pipe=False):
    width = (bits + 7) // 8
    raw = b"".join(
        (c[i]).to_bytes(width, "little", signed=True) for i in range(len(channels[0])) for c in channels
    )
    base = ["flac", "--silent", "--force", "--force-raw-format", "--endian=little", "--sign=signed",
            f"--channels={len(channels)}", f"--bps={bits}", f"--sample-rate={rate}", "--no-padding",
            "--no-seektable", *options]
    if pipe:
        done = subprocess.run([*base, "-c", "-"], input=raw, check=True, stdout=subprocess.PIPE)
        open(f"{OUT}/{name}.flac", "wb").write(done.stdout)
    else:
        subprocess.run([*base, "-o", f"{OUT}/{name}.flac", "-"], input=raw, check=True)


N = 3000
encode("mono16-fixed", [tone(N, 16, 0)], 16, 16000, "-0", "-l", "0")
encode("mono16-lpc", [tone(N, 16, 0)], 16, 22050, "-8")
encode("stereo16", [tone(N, 16, 0), tone(N, 16, 1000)], 16, 44100, "-8")
encode("stereo16-left-side", [tone(N, 16, 0), [v + (v >> 6) for v in tone(N, 16, 0)]], 16, 48000, "-5")
common, apart = noise(N, 13, 2), noise(N, 11, 7)
encode("stereo16-mid-side", [[m + d for m, d in zip(common, apart)], [m - d for m, d in zip(common, apart)]],
       16, 48000, "-8")
encode("stereo16-right-side", [[m + d for m, d in zip(common, apart)], common], 16, 48000, "-8")
harmonics = [sum(v >> (k + 2) for k, v in enumerate(c)) for c in zip(*[tone(N, 23, 700000 * k) for k in range(5)])]
encode("stereo24-rice2", [noise(N, 24, 5), [v + (w >> 4) for v, w in zip(harmonics, noise(N, 23, 6))]], 24, 96000,
       "--lax", "-l", "32", "-p", "-e", "-b", "1000")
walk, filtered = [0] * 40, []
for v in noise(N, 16, 11):
    # a resonance far back in time, which only a long predictor can use
    walk.append((v >> 3) + (walk[-20] >> 1) - (walk[-31] >> 2))
    filtered.append(walk[-1])
encode("mono24-high-order", [filtered], 24, 96000, "--lax", "-l", "32", "-e", "-p")
encode("stereo32", [tone(800, 32, 0), noise(800, 32, 9)], 32, 48000, "-8")
encode("mono8", [tone(N, 8, 0)], 8, 8000, "-5")
encode("noise16-verbatim", [noise(700, 16, 1)], 16, 11025, "-5")
encode("silence16-constant", [[0] * N], 16, 12345, "-5")
encode("wasted16", [[v << 3 for v in tone(N, 13, 0)]], 16, 24000, "-8")
encode("six16", [tone(600, 16, 100 * k) for k in range(6)], 16, 48000, "-5", "-b", "576")
encode("piped16", [tone(N, 16, 0)], 16, 176400, "-5", "-b", "192", pipe=True)
encode("partitions16", [[0] * 500 + noise(500, 16, 3) + [0] * 500], 16, 16000, "-8", "-r", "8")
