package org.syrinx.compare.internal.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.syrinx.api.Audio;
import org.syrinx.api.CancelledException;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.compare.internal.arms.Arm;
import org.syrinx.compare.internal.arms.ArmSpec;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.corpus.format.Sha256;

/**
 * Lets every arm say every prompt, prompt by prompt, so that a machine that is busy for a while
 * disturbs all arms alike. What an earlier run made is kept if everything that decides it is the
 * same; a failure of one arm does not stop the others.
 */
final class Speaking {
    /** An arm that fails this often in a row is given up. */
    static final int PATIENCE = 3;

    private final Plan plan;
    private final OutputFolder out;
    private final Supplier<MemoryReport> memory;
    private final List<State> states = new ArrayList<>();

    /** One arm on its way. */
    private static final class State {
        private final ArmSpec spec;
        private Arm arm;
        private String failure = "";
        private final Map<Spot, Take> takes = new LinkedHashMap<>();
        private final Map<Spot, String> errors = new LinkedHashMap<>();
        private int inRow;
        private boolean warm;

        /** What an earlier run made and what does not hold any more. */
        private final Set<Spot> stale = new HashSet<>();

        private int kept;
        private int made;
        private int again;

        State(ArmSpec spec) {
            this.spec = spec;
        }
    }

    Speaking(Plan plan, OutputFolder out, Supplier<MemoryReport> memory) {
        this.plan = plan;
        this.out = out;
        this.memory = memory;
    }

    /** Opens all arms; one that cannot be opened keeps its reason. */
    List<Arm> open(Function<ArmSpec, Arm> opener, Progress progress) {
        for (ArmSpec spec : plan.arms()) {
            progress.step("opening " + spec.name(), states.size(), plan.arms().size());
            State state = new State(spec);
            states.add(state);
            try {
                state.arm = opener.apply(spec);
                state.warm = !state.arm.wantsWarmUp();
            } catch (CancelledException e) {
                throw e;
            } catch (RuntimeException e) {
                state.failure = reason(e);
            }
        }
        return states.stream().filter(s -> s.arm != null).map(s -> s.arm).toList();
    }

    /** Why the arms that could not be opened could not. */
    Map<String, String> failures() {
        Map<String, String> out = new LinkedHashMap<>();
        states.stream()
                .filter(s -> !s.failure.isEmpty())
                .forEach(s -> out.put(s.spec.name(), s.failure));
        return out;
    }

    /** Speaks what is missing. */
    List<ArmResult> speak(Progress progress) {
        int missing = 0;
        for (State state : states) {
            if (state.arm != null) {
                missing += takeOver(state);
            }
        }
        int done = 0;
        for (PromptItem item : plan.prompts().items()) {
            for (long seed : plan.seeds()) {
                Spot spot = new Spot(item.id(), seed);
                for (State state : states) {
                    if (state.arm == null || state.takes.containsKey(spot)) {
                        continue;
                    }
                    String phase = "speaking " + state.spec.name();
                    int before = done++;
                    int all = missing;
                    // what the stages report is not shown; they can be interrupted all the same
                    say(state, item, spot, (p, d, t) -> progress.step(phase, before, all));
                }
            }
        }
        progress.step("speaking", missing, missing);
        return states.stream().map(Speaking::result).toList();
    }

    private static ArmResult result(State s) {
        return new ArmResult(
                s.spec,
                s.arm == null ? Map.of() : s.arm.stages(),
                s.arm == null ? 0 : s.arm.sampleRate(),
                s.arm != null && s.arm.aligned(),
                s.failure,
                s.takes,
                s.errors,
                new ArmResult.Work(s.kept, s.made, s.again));
    }

    /** Keeps what still holds; the number of utterances that have to be made. */
    private int takeOver(State state) {
        int missing = 0;
        for (PromptItem item : plan.prompts().items()) {
            for (long seed : plan.seeds()) {
                Spot spot = new Spot(item.id(), seed);
                Optional<Take> kept = out.kept(state.spec.name(), item.id(), seed);
                Path raw = out.raw(state.spec.name(), item.id(), seed);
                String key = key(state.arm, item, seed);
                if (kept.isPresent()
                        && kept.get().key().equals(key)
                        && Sha256.matches(raw, kept.get().raw().sha256())) {
                    state.takes.put(spot, kept.get());
                    state.kept++;
                } else {
                    if (kept.isPresent()) {
                        state.stale.add(spot);
                    }
                    missing++;
                }
            }
        }
        return missing;
    }

    static String key(Arm arm, PromptItem item, long seed) {
        String all = seed + "\n" + item.text() + "\n" + arm.fingerprint(item);
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    private void say(State state, PromptItem item, Spot spot, Progress progress) {
        if (!state.failure.isEmpty()) {
            state.errors.put(spot, "not tried: " + state.failure);
            return;
        }
        try {
            progress.step("", 0, 0);
            if (!state.warm) {
                state.arm.speak(item, spot.seed(), progress); // the first time is not counted
                state.warm = true;
            }
            Arm.Spoken spoken = state.arm.speak(item, spot.seed(), progress);
            keep(state, item, spot, spoken);
            state.inRow = 0;
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            state.errors.put(spot, reason(e));
            if (++state.inRow == PATIENCE) {
                state.failure =
                        "It was given up after "
                                + PATIENCE
                                + " failures in a row; the last: "
                                + reason(e);
            }
        }
    }

    private void keep(State state, PromptItem item, Spot spot, Arm.Spoken spoken) {
        Audio audio = spoken.audio();
        for (float x : audio.samples()) {
            if (!Float.isFinite(x)) {
                throw new SyrinxException(
                        "finite samples", "a sample that is " + x, "report it to its author");
            }
        }
        Path file = out.raw(state.spec.name(), spot.item(), spot.seed());
        String digest = AtomicFile.write(file, audio, SampleFormat.F32);
        Take take =
                new Take(
                        spot.item(),
                        spot.seed(),
                        key(state.arm, item, spot.seed()),
                        new Take.Raw(
                                digest,
                                audio.sampleRate(),
                                audio.samples().length,
                                audio.peak(),
                                Leveller.loudness(audio)),
                        null,
                        spoken.result(),
                        spoken.result() == null ? null : memory.get(),
                        spoken.warnings());
        out.keep(state.spec.name(), take);
        state.takes.put(spot, take);
        if (state.stale.contains(spot)) {
            state.again++;
        } else {
            state.made++;
        }
    }

    private static String reason(RuntimeException e) {
        return e instanceof SyrinxException
                ? e.getMessage()
                : "It failed: "
                        + e
                        + (e.getStackTrace().length > 0 ? " at " + e.getStackTrace()[0] : "");
    }
}
