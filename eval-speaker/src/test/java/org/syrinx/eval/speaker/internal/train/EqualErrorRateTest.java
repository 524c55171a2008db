package org.syrinx.eval.speaker.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EqualErrorRateTest {
    @Test
    void kindsThatDoNotOverlapHaveNoError() {
        EqualErrorRate e = EqualErrorRate.of(new double[] {0.8, 0.9}, new double[] {0.1, 0.7});
        assertEquals(0, e.rate());
        assertEquals(0.85, e.same(), 1e-12);
        assertEquals(0.4, e.other(), 1e-12);
        assertEquals(4, e.trials());
    }

    @Test
    void kindsThatAreTurnedAroundAreAllWrong() {
        assertEquals(1, EqualErrorRate.of(new double[] {0.1}, new double[] {0.9}).rate());
    }

    @Test
    void equalScoresAreChance() {
        assertEquals(
                0.5, EqualErrorRate.of(new double[] {0.3, 0.3}, new double[] {0.3}).rate(), 1e-12);
    }

    @Test
    void oneOfFourOnEachSideIsAQuarter() {
        assertEquals(
                0.25,
                EqualErrorRate.of(
                                new double[] {0.2, 0.7, 0.8, 0.9},
                                new double[] {0.75, 0.1, 0.15, 0.05})
                        .rate(),
                1e-12);
    }

    @Test
    void twoNormalsAreAsFarApartAsTheirOverlapSays() {
        // means 2 deviations apart: the equal-error rate is the normal's tail beyond 1, 0.158655
        Random random = new Random(1);
        double[] same = random.doubles(20_000).map(x -> 2 + random.nextGaussian()).toArray();
        double[] other = random.doubles(40_000).map(x -> random.nextGaussian()).toArray();
        assertEquals(0.158655, EqualErrorRate.of(same, other).rate(), 0.005);
    }
}
