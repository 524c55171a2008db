package org.syrinx.plugin.editing.internal.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.Directions;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.editing.internal.capture.BottleneckReader.Gradients;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * Speaks texts with speakers and seeds, one utterance at a time (a batch would let padding into the
 * activations), and keeps the pooled bottleneck with labels and measurements. Goes on where it was
 * stopped.
 *
 * @param voice who speaks
 * @param probe measures the sound
 * @param cache keeps records
 * @param gradients what to keep beside the activations
 * @param components of the subspace iteration
 * @param workers how many utterances at once
 */
public record Capture(
        Voice voice,
        GenderProbe probe,
        RecordCache cache,
        Gradients gradients,
        int components,
        Workers workers) {
    private static final String UNTOLD = "the model's default";

    /** The label whose equal values belong together: one text, one seed. */
    public static final String PAIR = "pair";

    /**
     * The balanced design: every text with every speaker and every seed.
     *
     * @param texts to say
     * @param speakers to say them with
     * @param seeds of the noise; the same for all speakers of a text
     * @param steps of the denoiser, or 0
     * @param labels label to speaker to value, for example gender
     */
    public record Design(
            List<String> texts,
            List<String> speakers,
            List<Long> seeds,
            int steps,
            Map<String, Map<String, String>> labels) {
        int size() {
            return texts.size() * speakers.size() * seeds.size();
        }

        private List<Voice.Request> requests() {
            List<Voice.Request> requests = new ArrayList<>();
            for (String text : texts) {
                for (long seed : seeds) {
                    for (String speaker : speakers) {
                        requests.add(new Voice.Request(text, speaker, seed, steps));
                    }
                }
            }
            return requests;
        }

        /** The labels that every utterance will have, in order. */
        public List<Map<String, String>> labelled() {
            return requests().stream().map(r -> Capture.labels(this, r)).toList();
        }
    }

    /**
     * Speaks what is not in the cache, and reads the rest.
     *
     * @param design what to say
     * @param progress progress and cancellation; what is done stays done
     * @return all records
     */
    public List<ActivationRecord> run(Design design, Progress progress) {
        return workers.each(
                design.requests(),
                request -> {
                    String key = cache.key(voice, request, gradients, components);
                    ActivationRecord record =
                            cache.read(key).orElseGet(() -> speak(request, key, progress));
                    return record.labelled(labels(design, request));
                },
                done -> progress.step("capturing activations", done, design.size()));
    }

    private ActivationRecord speak(Voice.Request request, String key, Progress progress) {
        BottleneckReader reader =
                new BottleneckReader(Optional.empty(), gradients, components, progress);
        Voice.Spoken spoken = voice.speak(request, Optional.empty(), reader, Progress.NONE);
        ActivationRecord record =
                new ActivationRecord(
                        reader.pooled(),
                        reader.times(),
                        spoken.speakerVector().orElse(new float[0]),
                        reader.gradients(),
                        Map.of(),
                        probe.measure(spoken.audio()));
        cache.write(key, record);
        return record;
    }

    private static Map<String, String> labels(Design design, Voice.Request r) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("text", Integer.toString(design.texts().indexOf(r.text())));
        labels.put("seed", Long.toString(r.seed()));
        labels.put("speaker", Voice.person(r.speaker()));
        labels.put("style", Voice.style(r.speaker()));
        labels.put(PAIR, labels.get("text") + "/" + r.seed());
        design.labels()
                .forEach(
                        (label, bySpeaker) -> {
                            if (bySpeaker.containsKey(r.speaker())) {
                                labels.put(label, bySpeaker.get(r.speaker()));
                            }
                        });
        return labels;
    }

    /**
     * Records as finders want them.
     *
     * @param voice whose bottleneck it was
     * @param records of one design
     * @return the set at the bottleneck
     */
    public static ActivationSet bottleneck(Voice voice, List<ActivationRecord> records) {
        BottleneckSpec spec = voice.bottleneck();
        List<Sample> samples = new ArrayList<>();
        for (ActivationRecord r : records) {
            samples.add(new Sample(r.pooled(), r.labels(), r.measured(), r.gradients()));
        }
        double[] times = records.get(0).times();
        return new ActivationSet(
                voice.denoiser().info().fingerprint(), spec, times.length, samples, times);
    }

    /**
     * Speaker vectors as finders want them: the paper's baseline is the same recipe on these.
     *
     * @param voice whose conditioning it was
     * @param records of one design
     * @return the set, of one step
     */
    public static ActivationSet speakerVectors(Voice voice, List<ActivationRecord> records) {
        int width = records.get(0).speakerVector().length;
        if (width == 0) {
            throw new SyrinxException(
                    "an encoder that gives the tensor \"" + Conditioning.SPEAKER + "\"",
                    "that of this pipeline gives none",
                    "find the direction at the bottleneck");
        }
        List<Sample> samples = new ArrayList<>();
        for (ActivationRecord r : records) {
            samples.add(new Sample(r.speakerVector(), r.labels(), r.measured(), Map.of()));
        }
        return new ActivationSet(
                voice.denoiser().info().fingerprint(),
                new BottleneckSpec(Directions.CONDITIONING + Conditioning.SPEAKER, width, 0, 0),
                1,
                samples);
    }

    /**
     * What a design says of itself, for the provenance of directions. Texts are there as hashes:
     * whoever has them can tell whether they are the same.
     *
     * @param design what was captured
     * @param voice who spoke: says its sampler and temperature, if its denoiser tells them
     * @param times of the steps
     */
    public static Map<String, String> provenance(Design design, Voice voice, double[] times) {
        Map<String, String> out = new LinkedHashMap<>();
        out.put("capture.texts", Integer.toString(design.texts().size()));
        out.put("capture.speakers", String.join(",", design.speakers()));
        out.put("capture.seeds", design.seeds().toString());
        out.put("capture.steps", Integer.toString(times.length));
        Map<String, String> own = voice.denoiser().info().details();
        out.put("capture.sampler", own.getOrDefault("sampler", UNTOLD));
        out.put("capture.temperature", own.getOrDefault("temperature", UNTOLD));
        out.put(
                "capture.text_sha256",
                design.texts().stream().map(RecordCache::sha256).collect(Collectors.joining(",")));
        out.put("capture.pooling", "mean over valid frames");
        return out;
    }
}
