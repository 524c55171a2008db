package org.syrinx.corpus;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.syrinx.api.Audio;
import org.syrinx.corpus.format.Words;

/**
 * Says one tone per letter: fast, deterministic, with known phone times. Two voices, seven
 * speakers.
 */
public final class FakeTeacher implements Teacher {
    static final double SECONDS_PER_PHONE = 0.01;
    final AtomicInteger spoken = new AtomicInteger();
    volatile String version = "1";
    private final double warp;

    /** One whose speech is not warped. */
    public FakeTeacher() {
        this(1); // resampling is what takes time
    }

    FakeTeacher(double warp) {
        this.warp = warp;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void check() {
        // always there
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public String licence() {
        return "none";
    }

    @Override
    public List<Speaker> speakers() {
        var all = EnumSet.allOf(Style.class);
        var neutral = EnumSet.of(Style.NEUTRAL);
        return List.of(
                new Speaker("f1", "female", "a", 1, 200, Speaker.Role.DEMO, all, -18),
                new Speaker("f2", "female", "a", 1.1, 220, Speaker.Role.TRAIN, neutral, -20),
                new Speaker("m1", "male", "a", warp, 110, Speaker.Role.DEMO, all, -18),
                new Speaker("m9", "male", "a", 0.8, 100, Speaker.Role.HELD_OUT, neutral, -18));
    }

    @Override
    public Map<String, List<String>> pronounce(Collection<String> words) {
        Map<String, List<String>> phones = new HashMap<>();
        words.forEach(w -> phones.put(w, List.of(w.split(""))));
        return phones;
    }

    @Override
    public Session open() {
        return new Session() {
            @Override
            public Speech speak(Request request) {
                spoken.incrementAndGet();
                List<String> phones = new ArrayList<>(List.of("pau"));
                Words.of(request.text()).forEach(w -> phones.addAll(List.of(w.split(""))));
                phones.add("pau");
                double step = SECONDS_PER_PHONE * request.stretch();
                float[] x = new float[(int) Math.ceil(phones.size() * step * 16_000)];
                List<Double> ends = new ArrayList<>();
                for (int p = 0; p < phones.size(); p++) {
                    double hz = phones.get(p).equals("pau") ? 0 : request.f0Mean();
                    for (int i = (int) (p * step * 16_000);
                            i < Math.min(x.length, (p + 1) * step * 16_000);
                            i++) {
                        x[i] = (float) (0.2 * Math.sin(2 * Math.PI * hz * i / 16_000));
                    }
                    ends.add((p + 1) * step);
                }
                return new Speech(new Audio(x, 16_000), phones, ends);
            }

            @Override
            public void close() {
                // nothing held
            }
        };
    }
}
