package org.syrinx.corpus.freetts.internal.bridge;

import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;

/** Keeps what FreeTTS would play: 16-bit mono, either byte order. */
final class MemoryPlayer implements AudioPlayer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

    float[] samples() {
        byte[] b = bytes.toByteArray();
        float[] x = new float[b.length / 2];
        int high = format.isBigEndian() ? 0 : 1;
        for (int i = 0; i < x.length; i++) {
            x[i] = (short) (b[2 * i + high] << 8 | b[2 * i + 1 - high] & 0xff) / 32768f;
        }
        return x;
    }

    int sampleRate() {
        return Math.round(format.getSampleRate());
    }

    @Override
    public void setAudioFormat(AudioFormat wanted) {
        this.format = wanted;
    }

    @Override
    public AudioFormat getAudioFormat() {
        return format;
    }

    @Override
    public boolean write(byte[] data) {
        return write(data, 0, data.length);
    }

    @Override
    public boolean write(byte[] data, int offset, int size) {
        bytes.write(data, offset, size);
        return true;
    }

    @Override
    public void reset() {
        bytes.reset();
    }

    @Override
    public void begin(int size) {
        // nothing to prepare
    }

    @Override
    public boolean end() {
        return true;
    }

    @Override
    public boolean drain() {
        return true;
    }

    @Override
    public void pause() {
        // never plays
    }

    @Override
    public void resume() {
        // never plays
    }

    @Override
    public void cancel() {
        // never plays
    }

    @Override
    public void close() {
        // holds nothing
    }

    @Override
    public float getVolume() {
        return 1;
    }

    @Override
    public void setVolume(float volume) {
        // levels are set later
    }

    @Override
    public long getTime() {
        return 0;
    }

    @Override
    public void resetTime() {
        // no clock
    }

    @Override
    public void startFirstSampleTimer() {
        // no clock
    }

    @Override
    public void showMetrics() {
        // none
    }
}
