package org.syrinx.audio.internal.io;

import org.syrinx.api.Audio;
import org.syrinx.api.AudioFileWriter;
import org.syrinx.audio.io.StreamingWavWriter;

/** Sound on its way to a stream, chunk by chunk. */
final class StreamRecording implements AudioFileWriter.Recording {
    private final StreamingWavWriter writer;
    private final int sampleRate;

    StreamRecording(StreamingWavWriter writer, int sampleRate) {
        this.writer = writer;
        this.sampleRate = sampleRate;
    }

    @Override
    public void accept(Audio chunk) {
        PcmFileWriter.checkRate(chunk.sampleRate(), sampleRate);
        writer.accept(chunk.samples());
    }

    @Override
    public AudioFileWriter.Report finish() {
        writer.close();
        return PcmFileWriter.report(writer.report());
    }

    @Override
    public void close() {
        // what was sent is sent; the stream is the caller's
    }
}
