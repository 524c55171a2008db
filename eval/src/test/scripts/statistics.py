"""Values of StatisticsTest: python3 statistics.py (numpy, scipy)."""
import numpy as np
from scipy import stats

few = np.array([0.7, -0.2, 1.1, 0.4, 0.9, -0.1, 0.6, 0.3])
exact = stats.permutation_test((few,), np.sum, permutation_type="samples", alternative="two-sided")
print("few", exact.pvalue)
zero = np.array([0.5, -0.5, 0.25, 1.0, -0.75])
exact = stats.permutation_test((zero,), np.sum, permutation_type="samples", alternative="two-sided")
print("zero", exact.pvalue)
many = np.array([0.35 + np.sin(3.7 * i) for i in range(30)])
drawn = stats.permutation_test(
    (many,), np.sum, permutation_type="samples", alternative="two-sided", n_resamples=400000, rng=1)
print("many", drawn.pvalue)
for q in (50, 90, 99):
    print("quantile", q, np.percentile([9, 2, 7, 7, 1, 4], q))
