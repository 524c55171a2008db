package org.syrinx.plugin.editing.internal.paper1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import org.syrinx.api.Audio;
import org.syrinx.api.Backend;
import org.syrinx.api.Directions;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.plugin.editing.internal.capture.Journal;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.capture.Workers;
import org.syrinx.plugin.editing.internal.edits.BroadcastEdit;
import org.syrinx.plugin.editing.internal.edits.PreparedEdits;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/** Speaks and judges trials, several at once, and remembers what it has judged. */
final class Trials {
    /** Strengths that a reader of the report can listen to. */
    private static final List<Double> HEARD = List.of(-3.0, -1.0, 0.0, 1.0, 3.0);

    private static final Arm PLAIN = new Arm(Arm.PLAIN, "", null, false, false);

    private final Backend backend;
    private final Voice voice;
    private final GenderProbe probe;
    private final Content content;
    private final Journal journal;
    private final Path audio;
    private final int steps;
    private final Workers workers;
    private final Estimate estimate;
    private final Map<String, Unedited> unedited = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final NavigableSet<Sound> sounds = new ConcurrentSkipListSet<>();
    private final LongAdder spoken = new LongAdder();
    private final DoubleAdder seconds = new DoubleAdder();

    Trials(
            Backend backend,
            Voice voice,
            GenderProbe probe,
            Content content,
            Journal journal,
            Path audio,
            int steps,
            Workers workers,
            Estimate estimate) {
        this.backend = backend;
        this.voice = voice;
        this.probe = probe;
        this.content = content;
        this.journal = journal;
        this.audio = audio;
        this.steps = steps;
        this.workers = workers;
        this.estimate = estimate;
    }

    /**
     * One item.
     *
     * @param speaker of the voice
     * @param female their gender
     * @param opposite somebody of the other gender
     * @param number of the text, part of the key
     * @param text the text
     * @param heard whether the sound is kept for the report
     */
    record Item(
            String speaker,
            boolean female,
            String opposite,
            int number,
            Material.Text text,
            boolean heard) {
        String id() {
            return speaker + "|" + number;
        }
    }

    /**
     * An item, how it is spoken, and how strongly.
     *
     * @param gain of the waveform afterwards, dB
     * @param heard whether the sound is kept, if those of the item are
     */
    record Job(Arm arm, Item item, double strength, double gain, boolean heard) {
        Job(Arm arm, Item item, double strength, double gain) {
            this(arm, item, strength, gain, HEARD.contains(strength));
        }

        Job(Arm arm, Item item, double strength) {
            this(arm, item, strength, 0);
        }

        /** The same, at a strength that verdicts are drawn from: a reader may want to hear it. */
        Job kept() {
            return new Job(arm, item, strength, gain, true);
        }
    }

    /** What edits of an item are held to: {@link Content#own} of itself. */
    private record Unedited(Audio sound, int[] phones) {}

    /** Trials in the order of the jobs, from the journal or spoken now. */
    List<Trial> all(List<Job> jobs, String phase, Progress progress) {
        List<Trial> out =
                workers.each(
                        jobs,
                        this::trial,
                        done -> {
                            progress.step(phase, done, jobs.size());
                            estimate.say(phase, done, spoken.sum());
                        });
        estimate.done(jobs.size());
        return out;
    }

    /** The unedited speech of items; what it says and when is what edits are held to. */
    List<Trial> plain(List<Item> items, Progress progress) {
        return all(items.stream().map(i -> new Job(PLAIN, i, 0)).toList(), "speaking", progress);
    }

    private Trial trial(Job job) {
        Arm arm = job.arm();
        Item item = job.item();
        double strength = job.strength();
        boolean plain = strength == 0 && !arm.swap();
        String id = plain ? Arm.PLAIN : arm.id();
        String key = id + "|" + item.id() + "|" + strength;
        asked.add(key);
        Path wav = audio.resolve(key.replace('|', '_').replace(':', '-') + ".wav");
        boolean keep = item.heard() && job.heard();
        Map<String, Double> measured = journal.get(key);
        if (measured == null || keep && !Files.isRegularFile(wav)) {
            long began = System.nanoTime();
            Audio sound =
                    plain || arm.untouched()
                            ? amplified(unedited(item).sound(), job.gain())
                            : speak(arm, item, strength);
            measured = new LinkedHashMap<>(probe.measure(sound));
            measured.put(Trial.CONTENT, content.agreement(sound, unedited(item).phones()));
            if (keep) {
                make(audio);
                WavWriter.of(SampleFormat.S16).write(wav, sound);
            }
            spoken.increment();
            seconds.add((System.nanoTime() - began) / 1e9);
            journal.put(key, measured);
        }
        if (keep) {
            sounds.add(new Sound(id, item.speaker(), item.number(), strength, wav));
        }
        return new Trial(
                arm.id(), item.speaker(), item.female(), item.number(), strength, measured);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new SyrinxException(
                    "a folder for sounds",
                    folder + ": " + e.getMessage(),
                    "choose another --out",
                    e);
        }
    }

    /** Spoken and aligned when it is first needed, and kept. */
    private Unedited unedited(Item item) {
        return unedited.computeIfAbsent(
                item.id(),
                id -> {
                    Audio sound = speak(PLAIN, item, 0);
                    return new Unedited(sound, content.align(sound, item.text().phones()));
                });
    }

    private static Audio amplified(Audio sound, double gain) {
        if (gain == 0) {
            return sound;
        }
        float factor = (float) Math.pow(10, gain / 20);
        float[] out = sound.samples().clone();
        for (int i = 0; i < out.length; i++) {
            out[i] *= factor; // beyond full scale it is measured and not clipped
        }
        return new Audio(out, sound.sampleRate());
    }

    private Audio speak(Arm arm, Item item, double strength) {
        String speaker = arm.swap() ? item.opposite() : item.speaker();
        Optional<Directions.Editing> editing =
                arm.direction() == null
                        ? Optional.empty()
                        : Optional.of(
                                arm.clamped()
                                        ? new ClampedSpeaker(backend, arm.direction(), strength)
                                        : new PreparedEdits(
                                                backend,
                                                List.of(
                                                        new BroadcastEdit.Part(
                                                                arm.direction(),
                                                                strength,
                                                                Optional.empty())),
                                                List.of()));
        // one noise for every strength and arm of an item: pairing removes most of the variance
        return voice.speak(
                        new Voice.Request(item.text().text(), speaker, 1000 + item.number(), steps),
                        editing,
                        null,
                        Progress.NONE)
                .audio();
    }

    /** So many trials are not needed. */
    void skip(long trials) {
        estimate.done(trials);
    }

    /** What a reader can listen to. */
    List<Sound> sounds() {
        return List.copyOf(sounds);
    }

    /** Different utterances that were asked for. */
    long asked() {
        return asked.size();
    }

    /** Mean time of one trial of this run, spoken and judged; NaN if all were known. */
    double secondsPerTrial() {
        return spoken.sum() == 0 ? Double.NaN : seconds.sum() / spoken.sum();
    }
}
