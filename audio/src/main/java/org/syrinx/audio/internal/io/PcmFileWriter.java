package org.syrinx.audio.internal.io;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.SampleFormat;
import org.syrinx.audio.io.StreamingWavWriter;
import org.syrinx.audio.io.WriteReport;

/** WAV and raw PCM output as a service. */
@Component
public final class PcmFileWriter implements AudioFileWriter {
    @Override
    public List<String> formats() {
        return Arrays.stream(SampleFormat.values())
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    @Override
    public Recording toFile(Path file, String format, boolean raw, int sampleRate) {
        checkRate(sampleRate);
        return new FileRecording(file, SampleFormat.parse(format), raw, sampleRate);
    }

    @Override
    public Recording toStream(OutputStream out, String format, boolean raw, int sampleRate) {
        checkRate(sampleRate);
        SampleFormat samples = SampleFormat.parse(format);
        return new StreamRecording(
                raw
                        ? StreamingWavWriter.raw(out, samples)
                        : StreamingWavWriter.wav(out, samples, sampleRate),
                sampleRate);
    }

    private static void checkRate(int sampleRate) {
        if (sampleRate <= 0) {
            throw new SyrinxException(
                    "a sample rate greater than 0 Hz",
                    "a sample rate of " + sampleRate + " Hz",
                    "pass the rate in Hz");
        }
    }

    static void checkRate(int chunkRate, int sampleRate) {
        if (chunkRate != sampleRate) {
            throw new SyrinxException(
                    "sound at " + sampleRate + " Hz in this recording",
                    "a chunk at " + chunkRate + " Hz",
                    "resample it first");
        }
    }

    static AudioFileWriter.Report report(WriteReport r) {
        String format = r.format().name().toLowerCase(Locale.ROOT);
        return new AudioFileWriter.Report(format, r.samples(), r.clipped(), r.peak());
    }
}
