package org.syrinx.compare.internal.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.SpeechResult;

/**
 * One prompt said once by one arm: what is known of it besides the sound.
 *
 * @param item id of the prompt
 * @param seed the seed
 * @param key digest of everything that decides the sound; when it is the same, nothing is redone
 * @param raw the sound as it was made
 * @param levelled the sound as it is compared; null before it has been levelled
 * @param speech what the pipeline reported; null for recordings
 * @param memory after it spoke; null for recordings
 * @param warnings what was not as asked
 */
public record Take(
        String item,
        long seed,
        String key,
        Raw raw,
        Levelled levelled,
        SpeechResult speech,
        MemoryReport memory,
        List<String> warnings) {

    /**
     * The sound as it was made.
     *
     * @param sha256 of its file
     * @param sampleRate Hz
     * @param samples length
     * @param peak largest magnitude
     * @param loudness LUFS; -infinity for silence
     */
    public record Raw(String sha256, int sampleRate, long samples, double peak, double loudness) {
        /**
         * Length.
         *
         * @return seconds
         */
        public double seconds() {
            return (double) samples / sampleRate;
        }
    }

    /**
     * The sound as it is compared.
     *
     * @param sha256 of its file
     * @param sampleRate Hz
     * @param target LUFS that were aimed at
     * @param gain dB that were applied
     * @param shortfall dB that it is quieter than the target, because it would have clipped
     * @param note empty, or why it could not be levelled
     */
    public record Levelled(
            String sha256,
            int sampleRate,
            double target,
            double gain,
            double shortfall,
            String note) {}

    Take with(Levelled level) {
        return new Take(item, seed, key, raw, level, speech, memory, warnings);
    }

    Map<String, Object> toJson() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("prompt", item);
        out.put("seed", seed);
        out.put("key", key);
        Map<String, Object> r = new LinkedHashMap<>();
        r.put("sha256", raw.sha256);
        r.put("sample_rate", raw.sampleRate);
        r.put("samples", raw.samples);
        r.put("peak", raw.peak);
        r.put("lufs", Json.figure(raw.loudness));
        out.put("raw", r);
        if (levelled != null) {
            Map<String, Object> l = new LinkedHashMap<>();
            l.put("sha256", levelled.sha256);
            l.put("sample_rate", levelled.sampleRate);
            l.put("target_lufs", levelled.target);
            l.put("gain_db", levelled.gain);
            l.put("shortfall_db", levelled.shortfall);
            l.put("note", levelled.note);
            out.put("levelled", l);
        }
        if (speech != null) {
            out.put("speech", Json.ofSpeech(speech));
        }
        if (memory != null) {
            Map<String, Object> m = new LinkedHashMap<>();
            m.put("jvm_used", memory.jvmUsed());
            m.put("jvm_max", memory.jvmMax());
            m.put("resident", memory.resident());
            m.put("peak_resident", memory.peakResident());
            m.put("device", memory.device());
            out.put("memory", m);
        }
        out.put("warnings", warnings);
        return out;
    }

    static Take of(Map<String, Object> json) {
        Map<String, Object> r = Json.map(json.get("raw"));
        Map<String, Object> l = Json.map(json.get("levelled"));
        Map<String, Object> m = Json.map(json.get("memory"));
        Map<String, Long> device = new LinkedHashMap<>();
        Json.map(m.get("device")).forEach((k, v) -> device.put(k, (long) Json.number(v)));
        return new Take(
                String.valueOf(json.get("prompt")),
                (long) Json.number(json.get("seed")),
                String.valueOf(json.get("key")),
                new Raw(
                        String.valueOf(r.get("sha256")),
                        (int) Json.number(r.get("sample_rate")),
                        (long) Json.number(r.get("samples")),
                        Json.number(r.get("peak")),
                        Json.number(r.get("lufs"))),
                l.isEmpty()
                        ? null
                        : new Levelled(
                                String.valueOf(l.get("sha256")),
                                (int) Json.number(l.get("sample_rate")),
                                Json.number(l.get("target_lufs")),
                                Json.number(l.get("gain_db")),
                                Json.number(l.get("shortfall_db")),
                                String.valueOf(l.get("note"))),
                Json.speech(json.get("speech")),
                m.isEmpty()
                        ? null
                        : new MemoryReport(
                                (long) Json.number(m.get("jvm_used")),
                                (long) Json.number(m.get("jvm_max")),
                                (long) Json.number(m.get("resident")),
                                (long) Json.number(m.get("peak_resident")),
                                device),
                Json.list(json.get("warnings")));
    }
}
