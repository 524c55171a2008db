"""Writes src/test/resources/mel/*.txt: what librosa computes for the specs under test.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install librosa==0.11.0
    /tmp/v/bin/python src/test/scripts/make_mel_golden.py src/test/resources/mel

filters-NAME.txt: one line "band bin weight" for every weight that is not 0.
mel-NAME.txt:     one line per frame of the log-mel spectrogram of signal(), band values in order.
The Java tests make the same signal from the same formula.
"""

import sys

import librosa
import numpy as np

OUT = sys.argv[1]

# name: rate, n_fft, win, hop, bands, fmin, fmax, htk, norm, power, epsilon, log, floor, padding
SPECS = {
    "vits16k": (16000, 1024, 1024, 256, 80, 0.0, 8000.0, False, "slaney", 1, 1e-6, "ln", 1e-5, "same"),
    "hifigan22k": (22050, 1024, 1024, 256, 80, 0.0, 8000.0, False, "slaney", 1, 1e-9, "ln", 1e-5, "same"),
    "vocos24k": (24000, 1024, 1024, 256, 100, 0.0, 12000.0, True, None, 1, 0.0, "ln", 1e-5, "centre"),
    "clap48k": (48000, 1024, 1024, 480, 64, 50.0, 14000.0, False, "slaney", 2, 0.0, "db", 1e-10, "centre"),
    "short16k": (16000, 512, 400, 160, 40, 20.0, 7600.0, True, "slaney", 2, 0.0, "log10", 1e-10, "none"),
}


def signal(rate, n):
    """Three gliding partials and a slow swell; peak below 1."""
    t = np.arange(n, dtype=np.float64) / rate
    phase = 2 * np.pi * (150 * t + 400 * t * t)
    x = 0.4 * np.sin(phase) + 0.2 * np.sin(3 * phase + 1) + 0.1 * np.sin(7 * phase + 2)
    return (x * (0.6 + 0.4 * np.cos(2 * np.pi * 3 * t))).astype(np.float32)


def mel(spec):
    rate, n_fft, win, hop, bands, fmin, fmax, htk, norm, power, eps, log, floor, padding = spec
    x = signal(rate, 6000).astype(np.float64)
    if padding == "same":
        pad = (n_fft - hop) // 2
        x = np.pad(x, (pad, pad), mode="reflect")
    s = librosa.stft(x, n_fft=n_fft, hop_length=hop, win_length=win, window="hann",
                     center=padding == "centre", pad_mode="reflect")
    p = s.real**2 + s.imag**2 + eps
    fb = librosa.filters.mel(sr=rate, n_fft=n_fft, n_mels=bands, fmin=fmin, fmax=fmax, htk=htk,
                             norm=norm, dtype=np.float64)
    m = np.maximum(fb @ (p if power == 2 else np.sqrt(p)), floor)
    m = {"ln": np.log(m), "log10": np.log10(m), "db": 20 / power * np.log10(m)}[log]
    return fb, m.T


for name, spec in SPECS.items():
    fb, m = mel(spec)
    with open(f"{OUT}/filters-{name}.txt", "w") as f:
        for b, k in zip(*np.nonzero(fb)):
            f.write(f"{b} {k} {fb[b, k]:.9e}\n")
    np.savetxt(f"{OUT}/mel-{name}.txt", m, fmt="%.6f")
