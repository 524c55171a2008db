"""The signals of Signals.java, sample for sample (float32)."""
import numpy as np


def noise(n, seed):
    """Uniform in [-1, 1): the linear congruential generator of ISO C's example, top bits."""
    out = np.empty(n)
    x = seed
    for i in range(n):
        x = (1103515245 * x + 12345) % 2**31
        out[i] = x / 2**30 - 1
    return out


def voice(rate, seconds, f0, tilt, level, seed):
    """Harmonics of a gliding f0, in syllables of 3 Hz, in a little noise, with quiet ends."""
    n = round(rate * seconds)
    t = np.arange(n) / rate
    phase = 2 * np.pi * (f0 * t + 0.1 * f0 / 7 * np.sin(7 * t))
    x = np.zeros(n)
    h = 1
    while h * f0 * 1.1 < 0.45 * rate:
        formant = 1 + 3 * np.exp(-((h * f0 - 700 - 300 * np.sin(5 * t)) / 200) ** 2)
        x += formant * h**-tilt * np.sin(h * phase)
        h += 1
    x *= 0.05 * (1 - np.cos(2 * np.pi * 3 * t))
    x[(t < 0.1) | (t > seconds - 0.1)] = 0
    return (x + level * noise(n, seed)).astype(np.float32)
