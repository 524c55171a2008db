package org.syrinx.nn.sampling;

import org.syrinx.api.NoiseSchedule;

/** The forward processes that published models use. */
public final class Schedules {
    private Schedules() {}

    /**
     * Grad-TTS: beta from 0.05 to 20.
     *
     * @return the schedule {@code grad-tts}
     */
    public static NoiseSchedule gradTts() {
        return new LinearBeta("grad-tts", 0.05, 20);
    }

    /**
     * DDPM in continuous time: 1000 steps of beta from 1e-4 to 0.02.
     *
     * @return the schedule {@code ddpm}
     */
    public static NoiseSchedule ddpm() {
        return new LinearBeta("ddpm", 0.1, 20);
    }

    /**
     * alpha = cos(pi t / 2), sigma = sin(pi t / 2). Its beta grows without bound towards t = 1.
     *
     * @return the schedule {@code cosine}
     */
    public static NoiseSchedule cosine() {
        return new Cosine();
    }

    /**
     * The straight line of flow matching: alpha = 1 - t, sigma = t. Not variance preserving; its
     * beta is the one that gives the drift -x / (1 - t), and grows without bound towards t = 1.
     *
     * @return the schedule {@code flow}
     */
    public static NoiseSchedule flow() {
        return new Flow();
    }

    /**
     * Variance preserving with beta(t) = beta0 + (beta1 - beta0) t: alpha = exp(-B / 2), sigma =
     * sqrt(1 - exp(-B)), B the integral of beta from 0 to t.
     *
     * @param id the schedule's id
     * @param beta0 beta at the data
     * @param beta1 beta at the noise
     */
    public record LinearBeta(String id, double beta0, double beta1) implements NoiseSchedule {
        @Override
        public double alpha(double t) {
            return Math.exp(-integral(t) / 2);
        }

        @Override
        public double sigma(double t) {
            return Math.sqrt(-Math.expm1(-integral(t)));
        }

        @Override
        public double beta(double t) {
            return beta0 + (beta1 - beta0) * t;
        }

        private double integral(double t) {
            return beta0 * t + 0.5 * (beta1 - beta0) * t * t;
        }
    }

    private record Cosine() implements NoiseSchedule {
        @Override
        public String id() {
            return "cosine";
        }

        @Override
        public double alpha(double t) {
            return t >= 1 ? 0 : Math.cos(Math.PI * t / 2);
        }

        @Override
        public double sigma(double t) {
            return Math.sin(Math.PI * t / 2);
        }

        @Override
        public double beta(double t) {
            return t >= 1 ? Double.POSITIVE_INFINITY : Math.PI * Math.tan(Math.PI * t / 2);
        }
    }

    private record Flow() implements NoiseSchedule {
        @Override
        public String id() {
            return "flow";
        }

        @Override
        public double alpha(double t) {
            return 1 - t;
        }

        @Override
        public double sigma(double t) {
            return t;
        }

        @Override
        public double beta(double t) {
            return 2 / (1 - t);
        }
    }
}
