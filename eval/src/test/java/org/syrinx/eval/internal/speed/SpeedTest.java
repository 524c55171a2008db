package org.syrinx.eval.internal.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.syrinx.api.Audio;
import org.syrinx.api.MemoryReport;
import org.syrinx.api.Progress;
import org.syrinx.api.SpeechResult;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricRunner;
import org.syrinx.eval.metric.Sample;
import org.syrinx.eval.metric.UtteranceMetric;

class SpeedTest {
    @Test
    void timesAreThoseOfTheWarmUtterances() {
        List<Sample> set = new ArrayList<>();
        set.add(sample(9, Map.of()).warmUp(true).build());
        for (int i = 1; i <= 10; i++) {
            set.add(sample(i, Map.of()).build());
        }
        MetricResult rtf = whole(new RealTimeFactor(), set);
        // 2 seconds of sound; work of 1 to 10 seconds
        assertEquals(2.75, rtf.value(), 1e-12);
        assertEquals(2.75, (double) rtf.details().get("p50"), 1e-12);
        assertEquals(4.55, (double) rtf.details().get("p90"), 1e-12);
        assertEquals(4.955, (double) rtf.details().get("p99"), 1e-12);
        assertEquals(10, rtf.details().get("n"));
        assertEquals(0.55, whole(new FirstAudio(), set).value(), 1e-12);
    }

    @Test
    void stagesHaveTheirShareOfTheWork() {
        List<Sample> set = List.of(sample(4, Map.of("encoder", 1.0, "vocoder", 2.0)).build());
        assertEquals(25, whole(new EncoderShare(), set).value(), 1e-12);
        assertEquals(50, whole(new VocoderShare(), set).value(), 1e-12);
        assertEquals(
                "The pipeline did not report the time of its denoiser.",
                whole(new DenoiserShare(), set).why());
    }

    @Test
    void memoryIsTheLargest() {
        List<Sample> set =
                List.of(
                        sample(1, Map.of()).memory(memory(3_000_000, 5_000_000)).build(),
                        sample(1, Map.of()).memory(memory(4_000_000, 2_000_000)).build());
        assertEquals(4, whole(new ResidentMemory(), set).value());
        assertEquals(5, whole(new DeviceMemory(), set).value());
        MemoryReport nothing = new MemoryReport(1, 1, -1, -1, Map.of());
        List<Sample> unknown = List.of(sample(1, Map.of()).memory(nothing).build());
        assertEquals("There is no GPU.", whole(new DeviceMemory(), unknown).why());
        assertEquals(
                "This platform does not tell the peak resident set.",
                whole(new ResidentMemory(), unknown).why());
    }

    @Test
    void soundFromOutsideHasNoTimes() {
        Sample outside = Sample.of("a").audio(() -> new Audio(new float[1], 16_000)).build();
        assertEquals(
                "The sound was not spoken here, so nobody took the time.",
                whole(new RealTimeFactor(), List.of(outside)).why());
    }

    private static MemoryReport memory(long peak, long device) {
        return new MemoryReport(1, 1, 1, peak, Map.of("gpu0", device));
    }

    private static Sample.Builder sample(double total, Map<String, Double> stages) {
        Map<String, Double> seconds = new java.util.HashMap<>(stages);
        seconds.put("total", total);
        seconds.put("first_audio", total / 10);
        SpeechResult r =
                new SpeechResult("p", Map.of(), 16_000, 32_000, 1, 0, seconds, Map.of(), List.of());
        return Sample.of("a").speech(r).audio(() -> new Audio(new float[1], 16_000));
    }

    private static MetricResult whole(UtteranceMetric metric, List<Sample> set) {
        return MetricRunner.run(metric, set, Progress.NONE).whole();
    }
}
