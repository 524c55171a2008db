"""Values of SpectralTest: python3 spectral.py (numpy, pystoi). Written from the formulas, not from the Java."""
import numpy as np
from pystoi import stoi
from signals import noise, voice

R = 16000


def stft(x, points, window, hop):
    w = np.zeros(points)
    at = (points - window) // 2
    w[at : at + window] = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    x = np.pad(x.astype(np.float64), points // 2, mode="reflect")
    return np.array([np.fft.rfft(w * x[i : i + points]) for i in range(0, len(x) - points + 1, hop)])


def mel_filters(bands, points, top, to_mel, to_hz, unit_area):
    corners = to_hz(np.linspace(to_mel(0.0), to_mel(top), bands + 2))
    f = np.arange(points // 2 + 1) * R / points
    rows = []
    for b in range(bands):
        lo, mid, hi = corners[b : b + 3]
        row = np.maximum(0, np.minimum((f - lo) / (mid - lo), (hi - f) / (hi - mid)))
        rows.append(row * (2 / (hi - lo) if unit_area else 1))
    return np.array(rows)


htk = (lambda f: 2595 * np.log10(1 + f / 700), lambda m: 700 * (10 ** (m / 2595) - 1))


def slaney_mel(f):
    return np.where(f < 1000, 3 * f / 200, 15 + 27 * np.log(np.maximum(f, 1) / 1000) / np.log(6.4))


def slaney_hz(m):
    return np.where(m < 15, 200 * m / 3, 1000 * np.exp((m - 15) * np.log(6.4) / 27))


def cepstra(x):
    power = np.abs(stft(x, 512, 400, 80)) ** 2
    logs = np.log(power @ mel_filters(40, 512, 8000.0, *htk, False).T + 1e-10)
    m = np.arange(40)
    c = np.stack([(logs * np.cos(np.pi * k * (m + 0.5) / 40)).sum(1) / 40 for k in range(14)], 1)
    energy = power.sum(1)
    keep = np.nonzero(energy >= 1e-4 * energy.max())[0]
    return c, (keep[0], keep[-1] + 1)


def distance(a, b):
    return 10 / np.log(10) * np.sqrt(2 * ((a[1:] - b[1:]) ** 2).sum())


def dtw(a, b):
    n, m = len(a), len(b)
    slope = (m - 1) / (n - 1)
    half = int(np.ceil(max(0.2 * max(n, m), slope + 1)))
    cost = np.full((n, m), np.inf)
    steps = {}
    for i in range(n):
        centre = int(np.floor(i * slope + 0.5))
        for j in range(max(0, centre - half), min(m, centre + half + 1)):
            before = [(cost[i - 1, j - 1] if i and j else np.inf, (1, 1)),
                      (cost[i - 1, j] if i else np.inf, (1, 0)),
                      (cost[i, j - 1] if j else np.inf, (0, 1))]
            best = min(before, key=lambda s: s[0]) if i or j else (0, None)
            cost[i, j] = best[0] + distance(a[i], b[j])
            steps[i, j] = best[1]
    i, j, length = n - 1, m - 1, 1
    while i or j:
        di, dj = steps[i, j]
        i, j, length = i - di, j - dj, length + 1
    return cost[-1, -1] / length


a = voice(R, 1.2, 120, 1.0, 0.0005, 1)
b = voice(R, 1.35, 126, 1.3, 0.0005, 2)
same_time = (a * 0.9 + 0.01 * noise(len(a), 3)).astype(np.float32)
ca, ra = cepstra(a)
cb, rb = cepstra(b)
cs, _ = cepstra(same_time)
ta, tb = ca[slice(*ra)], cb[slice(*rb)]
print("mcd.dtw", dtw(ta, tb))
print("mcd.length", 100 * abs(len(tb) / len(ta) - 1))
print("mcd.aligned", np.mean([distance(ca[t], cs[t]) for t in range(*ra)]))
print("gv", np.mean(10 * np.log10(tb[:, 1:].var(0) / ta[:, 1:].var(0))))

A, S = np.abs(stft(a, 512, 512, 128)) ** 2, np.abs(stft(same_time, 512, 512, 128)) ** 2
lsd = np.sqrt(((10 * np.log10((A + 1e-10) / (S + 1e-10))) ** 2).mean(1))
print("lsd", lsd[A.sum(1) >= 1e-4 * A.sum(1).max()].mean())

total = convergence = 0
for points, window, hop in ((512, 240, 50), (1024, 600, 120), (2048, 1200, 240)):
    A, S = (np.maximum(np.abs(stft(v, points, window, hop)), 1e-7) for v in (a, same_time))
    sc = np.linalg.norm(S - A) / np.linalg.norm(A)
    convergence += sc / 3
    total += (sc + np.abs(np.log(A) - np.log(S)).mean()) / 3
print("stft", total, convergence)

filters = mel_filters(80, 1024, 8000.0, slaney_mel, slaney_hz, True)
A, S = (np.log(np.maximum(np.abs(stft(v, 1024, 1024, 256)) @ filters.T, 1e-5)) for v in (a, same_time))
print("mel", np.abs(A - S).mean())

x = voice(10000, 2.0, 120, 1.0, 0.0005, 1)
for snr in (0.02, 0.1, 0.4):
    y = (x + snr * noise(len(x), 9)).astype(np.float32)
    print("stoi", snr, stoi(x.astype(float), y.astype(float), 10000),
          stoi(x.astype(float), y.astype(float), 10000, extended=True))
