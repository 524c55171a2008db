package org.syrinx.eval;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Percentile bootstrap of a pooled error rate, resampling whole utterances (Efron 1979). */
public final class Bootstrap {
    private Bootstrap() {}

    /**
     * The 95 % interval of a pooled rate.
     *
     * @param utterances one count for each utterance
     * @param resamples number of resamples, at least 100
     * @param seed seed of the resampling
     * @return lower and upper end of the rate; NaN for no utterances
     */
    public static double[] interval(List<ErrorRate> utterances, int resamples, long seed) {
        if (utterances.isEmpty()) {
            return new double[] {Double.NaN, Double.NaN};
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] rates = new double[resamples];
        for (int r = 0; r < resamples; r++) {
            long errors = 0;
            long tokens = 0;
            for (int i = 0; i < utterances.size(); i++) {
                ErrorRate u = utterances.get(random.nextInt(utterances.size()));
                errors += u.errors();
                tokens += u.tokens();
            }
            rates[r] = tokens == 0 ? 0 : (double) errors / tokens;
        }
        Arrays.sort(rates);
        return new double[] {
            rates[(int) Math.floor(0.025 * (resamples - 1))],
            rates[(int) Math.ceil(0.975 * (resamples - 1))]
        };
    }
}
