package org.syrinx.compare.internal.report;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import org.syrinx.api.Audio;
import org.syrinx.audio.dsp.Stft;
import org.syrinx.audio.dsp.StftSpec;

/**
 * A spectrogram as a PNG: time to the right, 0 to 8 kHz upwards, the same levels for every picture,
 * so that pictures of sounds of one loudness can be compared.
 */
final class SpectrogramImage {
    /** Highest frequency that is shown, Hz. */
    static final double TOP = 8000;

    private static final int HEIGHT = 96;
    private static final int COLUMNS = 400;
    private static final int SHADES = 32;

    /** Levels of a bin, in dB of a full-scale sine, that are black and white. */
    private static final double FLOOR = -95;

    private static final double CEILING = -25;

    /** Anchors of the colour map inferno (S. van der Walt and N. Smith, CC0). */
    private static final int[] INFERNO = {
        0x000004, 0x280b54, 0x65156e, 0x9f2a63, 0xd44842, 0xf57d15, 0xfac127, 0xfcffa4
    };

    private SpectrogramImage() {}

    static byte[] png(Audio audio) {
        int size = audio.sampleRate() >= 32000 ? 1024 : 512;
        int hop = Math.max(audio.sampleRate() / 250, audio.samples().length / COLUMNS);
        float[][] frames =
                new Stft(StftSpec.centred(size, Math.max(1, hop)))
                        .forward(audio.samples())
                        .magnitude(0);
        int width = Math.max(1, frames.length);
        BufferedImage image =
                new BufferedImage(width, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED, shades());
        WritableRaster raster = image.getRaster();
        double perBin = (double) audio.sampleRate() / size;
        for (int t = 0; t < frames.length; t++) {
            for (int y = 0; y < HEIGHT; y++) {
                int from = (int) (TOP * y / HEIGHT / perBin);
                int to = Math.max(from + 1, (int) (TOP * (y + 1) / HEIGHT / perBin));
                double most = 0;
                for (int k = from; k < to && k < frames[t].length; k++) {
                    most = Math.max(most, frames[t][k]);
                }
                // a Hann window gives a sine of amplitude 1 the magnitude size / 4
                double db = 20 * Math.log10(most / (size / 4.0));
                double share = (db - FLOOR) / (CEILING - FLOOR);
                int shade = (int) Math.round(Math.max(0, Math.min(1, share)) * (SHADES - 1));
                raster.setSample(t, HEIGHT - 1 - y, 0, shade);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static IndexColorModel shades() {
        byte[] r = new byte[SHADES];
        byte[] g = new byte[SHADES];
        byte[] b = new byte[SHADES];
        for (int i = 0; i < SHADES; i++) {
            double at = (double) i / (SHADES - 1) * (INFERNO.length - 1);
            int k = Math.min(INFERNO.length - 2, (int) at);
            r[i] = (byte) Math.round(mix(INFERNO[k] >> 16, INFERNO[k + 1] >> 16, at - k));
            g[i] = (byte) Math.round(mix(INFERNO[k] >> 8, INFERNO[k + 1] >> 8, at - k));
            b[i] = (byte) Math.round(mix(INFERNO[k], INFERNO[k + 1], at - k));
        }
        return new IndexColorModel(8, SHADES, r, g, b);
    }

    private static double mix(int a, int b, double share) {
        return (a & 0xff) * (1 - share) + (b & 0xff) * share;
    }
}
