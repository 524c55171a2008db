package org.syrinx.audio.io;

import java.util.Objects;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;

/**
 * Sound with its channels kept apart, for the few uses that need them (loudness of a stereo file).
 * The arrays are not copied; treat them as read-only.
 *
 * @param channels {@code [channel][sample]}, at least one channel, all of one length; nominally in
 *     [-1, 1]
 * @param sampleRate samples per second per channel, in Hz, greater than zero
 */
public record MultiChannelAudio(float[][] channels, int sampleRate) {
    public MultiChannelAudio {
        Objects.requireNonNull(channels, "channels");
        if (channels.length == 0 || sampleRate <= 0) {
            throw new SyrinxException(
                    "at least one channel and a sample rate greater than 0 Hz",
                    channels.length + " channels at " + sampleRate + " Hz",
                    "pass the decoded channels and their rate");
        }
        for (float[] channel : channels) {
            if (channel.length != channels[0].length) {
                throw new SyrinxException(
                        "channels of equal length",
                        "channels of " + channels[0].length + " and " + channel.length + " samples",
                        "pad or cut the shorter channel");
            }
        }
    }

    /**
     * Mixes down to mono as the arithmetic mean of the channels. Sound that is in opposite phase in
     * two channels cancels; that is the meaning of the mean, not a defect.
     *
     * @return mono sound of the same length; for one channel, the same array
     */
    public Audio mono() {
        if (channels.length == 1) {
            return new Audio(channels[0], sampleRate);
        }
        float[] mean = new float[channels[0].length];
        for (int i = 0; i < mean.length; i++) {
            double sum = 0;
            for (float[] channel : channels) {
                sum += channel[i];
            }
            mean[i] = (float) (sum / channels.length);
        }
        return new Audio(mean, sampleRate);
    }
}
