package org.syrinx.compare.internal.report;

import java.util.Locale;
import org.syrinx.api.Audio;

/** The outline of a sound as an inline SVG that takes its colour from the page. */
final class Waveform {
    private static final int COLUMNS = 240;
    private static final double HALF = 50;

    private Waveform() {}

    static String svg(Audio audio) {
        float[] x = audio.samples();
        int columns = Math.max(1, Math.min(COLUMNS, x.length));
        StringBuilder upper = new StringBuilder();
        StringBuilder lower = new StringBuilder();
        for (int c = 0; c < columns; c++) {
            int from = (int) ((long) c * x.length / columns);
            int to = Math.max(from + 1, (int) ((long) (c + 1) * x.length / columns));
            float min = 1;
            float max = -1;
            for (int i = from; i < Math.min(to, x.length); i++) {
                min = Math.min(min, x[i]);
                max = Math.max(max, x[i]);
            }
            upper.append(c == 0 ? "M" : "L").append(point(c, max));
            lower.insert(0, "L" + point(c, min));
        }
        return "<svg class=\"wave\" viewBox=\"0 0 "
                + COLUMNS
                + " 100\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\""
                + (x.length == 0 ? "" : upper.toString() + lower + "Z")
                + "\"/></svg>";
    }

    private static String point(int column, float value) {
        // speech at -23 LUFS rarely passes a third of full scale: the picture is enlarged
        double y = HALF - HALF * Math.max(-1, Math.min(1, 3 * value));
        return String.format(Locale.ROOT, "%d,%.0f", column, y);
    }
}
