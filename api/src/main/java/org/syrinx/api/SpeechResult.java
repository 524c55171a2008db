package org.syrinx.api;

import java.util.List;
import java.util.Map;

/**
 * What a request did: enough to report it and to run it again.
 *
 * @param pipeline the name of the pipeline
 * @param stages the stages that served it; {@link StageInfo#device()} says where each really ran
 * @param sampleRate of the sound, in Hz
 * @param samples length of the sound
 * @param sentences number of sentences
 * @param seed the seed
 * @param seconds wall time of each stage, plus {@code "total"} and {@code "first_audio"}; without
 *     the time that the {@link AudioSink} took, which may be a player's
 * @param notes facts from the encoder (phones, speaker ...)
 * @param warnings what was not as asked
 */
public record SpeechResult(
        String pipeline,
        Map<Role, StageInfo> stages,
        int sampleRate,
        long samples,
        int sentences,
        long seed,
        Map<String, Double> seconds,
        Map<String, String> notes,
        List<String> warnings) {
    /**
     * Length of the sound.
     *
     * @return seconds
     */
    public double audioSeconds() {
        return (double) samples / sampleRate;
    }

    /**
     * Real-time factor: work over sound, below 1 is faster than real time.
     *
     * @return total seconds per second of sound
     */
    public double realTimeFactor() {
        return seconds.getOrDefault("total", Double.NaN) / audioSeconds();
    }
}
