"""Values of FrechetTest: python3 distribution.py (numpy, scipy)."""
import numpy as np
from scipy.linalg import sqrtm
from signals import noise


def rows(n, d, seed, scale):
    return noise(n * d, seed).reshape(n, d) * (1 + np.arange(d)) + scale * noise(n, seed + 1)[:, None]


def frechet(a, b):
    sa, sb = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    return ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(sa + sb - 2 * sqrtm(sa @ sb).real)


a, b = rows(60, 6, 1, 0.5), rows(60, 6, 5, 2.0) + 0.3
print("frechet", frechet(a, b))
w, v = np.linalg.eigh(np.cov(b, rowvar=False))
axes = v[:, ::-1][:, :3]
print("reduced", frechet((a - b.mean(0)) @ axes, (b - b.mean(0)) @ axes))
# 15 parts of 30 to 60 of a's rows: rows 7 i, 7 i + 11, 7 i + 22 ... modulo 60
parts = [a[(7 * i + 11 * np.arange(30 + 30 * i // 14)) % 60] for i in range(15)]
slope, intercept = np.polyfit([1 / len(p) for p in parts], [frechet(p, b) for p in parts], 1)
print("infinite", intercept)
