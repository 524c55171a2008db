package org.syrinx.tck.twins;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.syrinx.api.Audio;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Latent;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.SyrinxException;
import org.syrinx.tck.internal.Values;
import org.syrinx.tck.samples.EnvelopeSpace;
import org.syrinx.tck.samples.MeanFinder;
import org.syrinx.tck.samples.SpellingEncoder;
import org.syrinx.tck.samples.hum.HumVocoder;

/** One broken encoder, latent space or finder for each clause of its role. */
final class InputTwins {
    private InputTwins() {}

    static List<Twin> all() {
        List<Twin> all = new ArrayList<>();
        encoders().forEach((c, e) -> all.add(new Twin(c, Subjects.OfEncoder.class, () -> e)));
        spaces().forEach((c, s) -> all.add(new Twin(c, Subjects.OfLatentSpace.class, () -> s)));
        finders().forEach((c, f) -> all.add(new Twin(c, Subjects.OfFinder.class, () -> f)));
        return all;
    }

    /** An encoder whose refusals are limited to some. */
    private static final class Accepts extends SpellingEncoder {
        private final String what;

        Accepts(String what) {
            this.what = what;
        }

        @Override
        protected void refuse(Prompt prompt) {
            super.refuse(
                    switch (what) {
                        case "speaker" -> Prompt.say(prompt.text()).build();
                        case "language" -> prompt.toBuilder().language(null).build();
                        default -> prompt.toBuilder().style(null).build();
                    });
        }
    }

    private static SortedMap<String, SpellingEncoder> encoders() {
        SortedMap<String, SpellingEncoder> all = new TreeMap<>();
        all.put(
                "E-1",
                new SpellingEncoder() {
                    @Override
                    protected Conditioning.Builder fill(
                            Prompt p, NoiseSource noise, int tokens, int each) {
                        return Conditioning.builder(HumVocoder.SPEC.with("x", 1), tokens);
                    }
                });
        all.put(
                "E-2",
                new SpellingEncoder() {
                    @Override
                    protected Conditioning.Builder fill(
                            Prompt p, NoiseSource noise, int tokens, int each) {
                        return super.fill(p, noise, tokens, each)
                                .tensor(Conditioning.MASK, Values.tensor(new float[3], 1, 1, 3));
                    }
                });
        all.put(
                "E-3",
                new SpellingEncoder() {
                    @Override
                    protected Conditioning.Builder fill(
                            Prompt p, NoiseSource noise, int tokens, int each) {
                        return super.fill(p, noise, tokens, each)
                                .tensor("spelling.x", Values.tensor(new float[] {0f / 0f}, 1));
                    }
                });
        all.put(
                "E-4",
                new SpellingEncoder() {
                    @Override
                    protected Conditioning.Builder fill(
                            Prompt p, NoiseSource noise, int tokens, int each) {
                        try (NDArray borrowed = Values.tensor(new float[1], 1)) {
                            return super.fill(p, noise, tokens, each)
                                    .tensor("spelling.borrowed", borrowed);
                        }
                    }
                });
        all.put("E-5", new Accepts("speaker"));
        all.put("E-6", new Accepts("language"));
        all.put(
                "E-7",
                new SpellingEncoder() {
                    @Override
                    protected Conditioning.Builder fill(
                            Prompt p, NoiseSource noise, int tokens, int each) {
                        return super.fill(p, noise, tokens, 4);
                    }
                });
        all.put("E-8", new Accepts("style"));
        all.put(
                "E-9",
                new SpellingEncoder() {
                    @Override
                    protected Conditioning.Builder fill(
                            Prompt p, NoiseSource noise, int tokens, int each) {
                        return super.fill(p, noise, tokens, each)
                                .tensor("pitch", Values.tensor(new float[1], 1));
                    }
                });
        all.put(
                "E-10",
                new SpellingEncoder() {
                    @Override
                    protected Conditioning.Builder fill(
                            Prompt p, NoiseSource noise, int tokens, int each) {
                        return super.fill(p, noise, tokens, each)
                                .tensor(
                                        Conditioning.DURATIONS,
                                        Values.tensor(new float[tokens], 1, tokens));
                    }
                });
        return all;
    }

    private static SortedMap<String, EnvelopeSpace> spaces() {
        SortedMap<String, EnvelopeSpace> all = new TreeMap<>();
        all.put("L-1", new Returns(0));
        all.put("L-2", new Returns(Float.NaN));
        all.put(
                "L-3",
                new EnvelopeSpace() {
                    @Override
                    public Latent encode(Audio audio, EncodeOptions o, Progress p) {
                        return super.encode(audio, new EncodeOptions(o.speaker(), 1, o.noise()), p);
                    }
                });
        all.put(
                "L-4",
                new EnvelopeSpace() {
                    @Override
                    public Latent encode(Audio audio, EncodeOptions o, Progress p) {
                        return super.encode(new Audio(audio.samples(), 8000), o, p);
                    }
                });
        all.put(
                "L-5",
                new EnvelopeSpace() {
                    @Override
                    protected void check(Audio audio, EncodeOptions o) {
                        super.check(new Audio(new float[1], 8000), o);
                    }
                });
        all.put(
                "L-6",
                new EnvelopeSpace() {
                    @Override
                    public Latent normalise(Latent latent) {
                        return scaled(latent, 0.5f);
                    }

                    @Override
                    public Latent denormalise(Latent latent) {
                        return scaled(latent, 3);
                    }
                });
        all.put(
                "L-7",
                new EnvelopeSpace() {
                    @Override
                    protected void check(Audio audio, EncodeOptions o) {
                        super.check(audio, new EncodeOptions(null, o.temperature(), o.noise()));
                    }
                });
        all.put(
                "L-8",
                new EnvelopeSpace() {
                    private final ThreadLocal<Float> gain =
                            ThreadLocal.withInitial(() -> (float) Thread.currentThread().getId());

                    @Override
                    public Latent encode(Audio audio, EncodeOptions o, Progress p) {
                        try (Latent made = super.encode(audio, o, p)) {
                            return scaled(made, gain.get());
                        }
                    }
                });
        all.put(
                "L-9",
                new EnvelopeSpace() {
                    @Override
                    protected void check(Audio audio, EncodeOptions o) {
                        super.check(audio, new EncodeOptions(o.speaker(), 0, o.noise()));
                    }
                });
        return all;
    }

    private static Latent scaled(Latent latent, float factor) {
        float[] x = latent.frames().toFloatArray();
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
        return new Latent(Values.tensor(x, latent.frames().getShape().getShape()), latent.spec());
    }

    /** Gives half the frames, or a number that is none. */
    private static final class Returns extends EnvelopeSpace {
        private final float first;

        Returns(float first) {
            this.first = first;
        }

        @Override
        public Latent encode(Audio audio, EncodeOptions o, Progress p) {
            try (Latent made = super.encode(audio, o, p)) {
                float[] x = made.frames().toFloatArray();
                x[0] = first;
                int frames = (int) (Float.isNaN(first) ? made.length() : made.length() / 2);
                return new Latent(
                        Values.tensor(java.util.Arrays.copyOf(x, 4 * frames), 1, 4, frames),
                        made.spec());
            }
        }
    }

    private static SortedMap<String, DirectionFinder> finders() {
        SortedMap<String, DirectionFinder> all = new TreeMap<>();
        all.put(
                "X-1",
                new MeanFinder() {
                    private int calls;

                    @Override
                    public String kind() {
                        return "mean" + calls++;
                    }
                });
        all.put("X-2", new Finds("fingerprint"));
        all.put("X-3", new Finds("axis"));
        all.put("X-4", new Finds("luck"));
        all.put("X-5", new Finds("provenance"));
        all.put(
                "X-6",
                new MeanFinder() {
                    @Override
                    protected float[] mean(
                            ActivationSet data, Map<String, String> options, boolean positive) {
                        try {
                            return super.mean(data, options, positive);
                        } catch (SyrinxException e) {
                            return new float[24];
                        }
                    }
                });
        all.put(
                "X-7",
                new MeanFinder() {
                    @Override
                    protected float[] mean(
                            ActivationSet data, Map<String, String> options, boolean positive) {
                        data.samples().get(0).pooled()[0] += 1;
                        return super.mean(data, options, positive);
                    }
                });
        all.put(
                "X-8",
                new MeanFinder() {
                    @Override
                    public List<Direction> find(
                            ActivationSet data, Map<String, String> options, Progress progress) {
                        return super.find(data, options, Progress.NONE);
                    }
                });
        all.put(
                "X-9",
                new MeanFinder() {
                    @Override
                    public List<Direction> find(
                            ActivationSet data, Map<String, String> options, Progress progress) {
                        List<Direction> found = super.find(data, options, progress);
                        float[] weights = data.samples().get(0).sensitivities().get("level");
                        float[] values = found.get(0).values();
                        // gradients that are not there are taken for 1
                        for (int i = 0; i < values.length; i++) {
                            values[i] *= weights == null ? 1 : 1.1f;
                        }
                        return List.of(direction(data, values));
                    }
                });
        return all;
    }

    /** A direction with one thing wrong. */
    private static final class Finds extends MeanFinder {
        private final String wrong;

        Finds(String wrong) {
            this.wrong = wrong;
        }

        @Override
        protected Direction direction(ActivationSet data, float[] values) {
            float[] other = values.clone();
            if (wrong.equals("axis")) {
                other[0] = 100;
            } else if (wrong.equals("luck")) {
                other[0] += (float) Math.random();
            }
            return new Direction(
                    "class",
                    wrong.equals("fingerprint") ? "unknown" : data.fingerprint(),
                    data.hook(),
                    data.steps(),
                    other,
                    "class gap",
                    -2,
                    2,
                    Map.of(),
                    wrong.equals("provenance") ? Map.of() : Map.of("finder", kind()));
        }
    }
}
