package org.syrinx.plugin.editing.internal.paper1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.Audio;
import org.syrinx.api.Backend;
import org.syrinx.api.Directions;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.WavWriter;
import org.syrinx.plugin.editing.internal.capture.Journal;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.edits.BroadcastEdit;
import org.syrinx.plugin.editing.internal.edits.PreparedEdits;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/** Speaks and judges one trial after the other; remembers what it has judged. */
final class Trials {
    /** Strengths that a reader of the report can listen to. */
    private static final List<Double> HEARD = List.of(-3.0, -1.0, 0.0, 1.0, 3.0);

    private final Backend backend;
    private final Voice voice;
    private final GenderProbe probe;
    private final Content content;
    private final Journal journal;
    private final Path audio;
    private final int steps;
    private final Map<String, int[]> alignments = new LinkedHashMap<>();
    private long spoken;
    private double seconds;

    Trials(
            Backend backend,
            Voice voice,
            GenderProbe probe,
            Content content,
            Journal journal,
            Path audio,
            int steps) {
        this.backend = backend;
        this.voice = voice;
        this.probe = probe;
        this.content = content;
        this.journal = journal;
        this.audio = audio;
        this.steps = steps;
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
            boolean heard) {}

    /** One trial, from the journal or spoken now. */
    Trial trial(Arm arm, Item item, double strength) {
        boolean plain = strength == 0 && !arm.swap();
        String id = plain ? Arm.PLAIN : arm.id();
        String key = id + "|" + item.speaker() + "|" + item.number() + "|" + strength;
        Path wav = audio.resolve(key.replace('|', '_') + ".wav");
        boolean keep = item.heard() && HEARD.contains(strength);
        Map<String, Double> measured = journal.get(key);
        if (measured == null || keep && !Files.isRegularFile(wav)) {
            long began = System.nanoTime();
            Audio sound = speak(arm, item, strength, plain);
            measured = new LinkedHashMap<>(probe.measure(sound));
            measured.put(Trial.CONTENT, content.agreement(sound, wanted(item, plain, sound)));
            if (keep) {
                make(audio);
                WavWriter.of(SampleFormat.S16).write(wav, sound);
            }
            spoken++;
            seconds += (System.nanoTime() - began) / 1e9;
            journal.put(key, measured);
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

    private Audio speak(Arm arm, Item item, double strength, boolean plain) {
        String speaker = arm.swap() ? item.opposite() : item.speaker();
        Optional<Directions.Editing> editing =
                plain || arm.swap()
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

    private int[] wanted(Item item, boolean plain, Audio sound) {
        String key = item.speaker() + "|" + item.number();
        int[] known = alignments.get(key);
        if (known == null) {
            Audio unedited =
                    plain
                            ? sound
                            : speak(new Arm(Arm.PLAIN, "", null, false, false), item, 0, true);
            known = content.align(unedited, item.text().phones());
            alignments.put(key, known);
        }
        return known;
    }

    /** Walks arms over items and strengths. */
    List<Trial> walk(
            List<Arm> arms, List<Item> items, double[] strengths, String phase, Progress progress) {
        List<Trial> out = new ArrayList<>();
        long total = (long) arms.size() * items.size() * strengths.length;
        for (Item item : items) {
            for (Arm arm : arms) {
                for (double strength : arm.swap() ? new double[] {1} : strengths) {
                    progress.step(phase, out.size(), total);
                    out.add(trial(arm, item, strength));
                }
            }
        }
        return out;
    }

    /** Utterances spoken in this run. */
    long spoken() {
        return spoken;
    }

    /** Mean time of one trial of this run, spoken and judged; NaN if all were known. */
    double secondsPerTrial() {
        return spoken == 0 ? Double.NaN : seconds / spoken;
    }
}
