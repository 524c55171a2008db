package org.syrinx.tck.twins;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.syrinx.api.Conditioning;
import org.syrinx.api.DenoiseOptions;
import org.syrinx.api.Latent;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Values;
import org.syrinx.tck.samples.HalvingDenoiser;

/** One broken denoiser for each clause of denoisers. */
final class DenoiserTwins {
    private DenoiserTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        denoisers().forEach((c, d) -> all.add(new Twin(c, Subjects.OfDenoiser.class, () -> d)));
        return all;
    }

    private static SortedMap<String, HalvingDenoiser> denoisers() {
        SortedMap<String, HalvingDenoiser> all = new TreeMap<>();
        all.put("D-1", new Reshapes(-1));
        all.put("D-2", new Reshapes(Float.NaN));
        all.put(
                "D-3",
                new HalvingDenoiser() {
                    @Override
                    public Latent denoise(Conditioning c, DenoiseOptions o, Progress p) {
                        if (c.optional(Conditioning.MU).isEmpty()) {
                            throw new SyrinxException("all tensors", "too few", "Give more.");
                        }
                        return super.denoise(c, o, p);
                    }
                });
        all.put(
                "D-4",
                new HalvingDenoiser() {
                    @Override
                    protected void refuse(Conditioning c, DenoiseOptions o) {
                        // takes what it is given
                    }
                });
        all.put(
                "D-5",
                new HalvingDenoiser() {
                    @Override
                    public Latent denoise(Conditioning c, DenoiseOptions o, Progress p) {
                        return super.denoise(
                                c,
                                new DenoiseOptions(
                                        10,
                                        o.sampler(),
                                        o.guidance(),
                                        o.temperature(),
                                        o.noise(),
                                        o.hook()),
                                p);
                    }
                });
        all.put("D-6", new Hooks(true, 1.0001f, false));
        all.put(
                "D-7",
                new HalvingDenoiser() {
                    @Override
                    public Optional<BottleneckSpec> bottleneck() {
                        return Optional.of(new BottleneckSpec("distance", 8, 0, 1));
                    }
                });
        all.put("D-8", new Hooks(true, 1, true));
        all.put("D-9", new Hooks(false, 1, false));
        all.put(
                "D-10",
                new HalvingDenoiser() {
                    @Override
                    protected void refuse(Conditioning c, DenoiseOptions o) {
                        if (o.guidance() != 1) {
                            throw new SyrinxException("none", "guidance", "Leave it out.");
                        }
                    }
                });
        all.put(
                "D-11",
                new HalvingDenoiser() {
                    @Override
                    protected void refuse(Conditioning c, DenoiseOptions o) {
                        if (o.sampler().isPresent()) {
                            throw new SyrinxException("none", "a sampler", "Leave it out.");
                        }
                    }
                });
        return all;
    }

    /** Gives too few frames, or a number that is none. */
    private static final class Reshapes extends HalvingDenoiser {
        private final float first;

        Reshapes(float first) {
            this.first = first;
        }

        @Override
        public Latent denoise(Conditioning c, DenoiseOptions o, Progress p) {
            try (Latent good = super.denoise(c, o, p)) {
                float[] x = good.frames().toFloatArray();
                x[0] = first;
                int frames = Float.isNaN(first) ? (int) good.length() : (int) good.length() - 1;
                LatentSpec spec = good.spec();
                return new Latent(Values.tensor(Arrays.copyOf(x, 4 * frames), 1, 4, frames), spec);
            }
        }
    }

    /** Rounds, remembers or ignores what a hook does. */
    private static final class Hooks extends HalvingDenoiser {
        private final boolean offered;
        private final float factor;
        private final boolean remembers;
        private DenoiseOptions last;

        Hooks(boolean offered, float factor, boolean remembers) {
            this.offered = offered;
            this.factor = factor;
            this.remembers = remembers;
        }

        @Override
        public Optional<BottleneckSpec> bottleneck() {
            return offered ? super.bottleneck() : Optional.empty();
        }

        @Override
        protected float[] hook(DenoiseOptions o, float[] x, int frames, int step, int steps) {
            if (!offered) {
                return x;
            }
            if (o.hook().isPresent()) {
                last = o;
            }
            DenoiseOptions used = remembers && last != null ? last : o;
            float[] edited = super.hook(used, x, frames, step, steps);
            if (o.hook().isPresent()) {
                for (int i = 0; i < edited.length; i++) {
                    edited[i] *= factor;
                }
            }
            return edited;
        }
    }
}
