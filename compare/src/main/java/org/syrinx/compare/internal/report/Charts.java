package org.syrinx.compare.internal.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.syrinx.api.Audio;
import org.syrinx.audio.analysis.PitchSpec;
import org.syrinx.audio.analysis.PitchTrack;
import org.syrinx.audio.analysis.YinPitchTracker;

/** Charts as PNG, each for a light and for a dark page, at twice their size on the page. */
final class Charts {
    private static final int SCALE = 2;

    private Charts() {}

    /** Colours of a page, as in report.css; the library paints no transparent PNG. */
    private enum Theme {
        LIGHT(new Color(0xffffff), new Color(0x1c2128), new Color(0xd0d7de)),
        DARK(new Color(0x0d1117), new Color(0xe6edf3), new Color(0x3d444d));

        private final Color page;
        private final Color text;
        private final Color grid;

        Theme(Color page, Color text, Color grid) {
            this.page = page;
            this.text = text;
            this.grid = grid;
        }
    }

    /** Both pictures of a chart as HTML: the browser shows the one that suits the page. */
    private static String picture(
            java.util.function.Function<Theme, XYChart> chart, int width, String alternative) {
        return "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\""
                + Html.dataUri("image/png", png(chart.apply(Theme.DARK)))
                + "\"><img loading=\"lazy\" width=\""
                + width
                + "\" alt=\""
                + Html.text(alternative)
                + "\" src=\""
                + Html.dataUri("image/png", png(chart.apply(Theme.LIGHT)))
                + "\"></picture>";
    }

    private static byte[] png(XYChart chart) {
        try {
            return BitmapEncoder.getBitmapBytes(chart, BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XYChart chart(Theme theme, int width, int height, String y) {
        XYChart chart =
                new XYChartBuilder()
                        .width(width * SCALE)
                        .height(height * SCALE)
                        .yAxisTitle(y)
                        .build();
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 11 * SCALE);
        chart.getStyler()
                .setChartBackgroundColor(theme.page)
                .setPlotBackgroundColor(theme.page)
                .setPlotBorderVisible(false)
                .setChartFontColor(theme.text)
                .setLegendBackgroundColor(theme.page)
                .setLegendBorderColor(theme.page)
                .setLegendFont(font)
                .setChartPadding(4 * SCALE);
        chart.getStyler()
                .setAxisTickLabelsColor(theme.text)
                .setAxisTickMarksColor(theme.grid)
                .setPlotGridLinesColor(theme.grid)
                .setPlotGridLinesStroke(new BasicStroke(SCALE / 2f))
                .setAxisTickLabelsFont(font)
                .setAxisTitleFont(font);
        return chart;
    }

    /**
     * F0 of several sounds over time.
     *
     * @param sounds label to sound
     * @param colours of each, in the same order
     */
    static String pitch(Map<String, Audio> sounds, List<Color> colours) {
        Map<String, PitchTrack> tracks = new LinkedHashMap<>();
        YinPitchTracker tracker = new YinPitchTracker();
        sounds.forEach(
                (name, audio) ->
                        tracks.put(
                                name, tracker.track(audio, PitchSpec.speech(audio.sampleRate()))));
        return picture(
                theme -> pitch(theme, tracks, colours),
                640,
                "Fundamental frequency over time of " + String.join(", ", sounds.keySet()));
    }

    private static XYChart pitch(Theme theme, Map<String, PitchTrack> tracks, List<Color> colours) {
        XYChart chart = chart(theme, 640, 190, "F0, Hz");
        chart.setXAxisTitle("s");
        chart.getStyler()
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setYAxisMin(50.0).setYAxisMax(highest(tracks)).setXAxisMin(0.0);
        int i = 0;
        for (Map.Entry<String, PitchTrack> e : tracks.entrySet()) {
            PitchTrack track = e.getValue();
            int frames = Math.max(1, track.frames());
            double[] x = new double[frames];
            double[] y = new double[frames];
            y[0] = Double.NaN;
            for (int t = 0; t < track.frames(); t++) {
                x[t] = track.time(t);
                y[t] = track.voiced(t) ? track.f0()[t] : Double.NaN;
            }
            boolean voiceless = true;
            for (double v : y) {
                voiceless &= Double.isNaN(v);
            }
            if (!voiceless) { // the library cannot draw a series of nothing
                XYSeries series = chart.addSeries(e.getKey(), x, y);
                series.setMarker(SeriesMarkers.NONE);
                series.setLineColor(colours.get(i));
                series.setLineWidth(1.6f * SCALE);
            }
            i++;
        }
        return chart;
    }

    /** 400 Hz, or more if a voice goes higher. */
    private static double highest(Map<String, PitchTrack> tracks) {
        double highest = 400;
        for (PitchTrack track : tracks.values()) {
            for (int t = 0; t < track.frames(); t++) {
                highest = track.voiced(t) ? Math.max(highest, track.f0()[t]) : highest;
            }
        }
        return highest;
    }

    /** One figure with its interval. */
    record Bar(String label, double value, double lower, double upper, Color colour) {}

    /** Figures of several arms with their intervals, side by side. */
    static String intervals(String title, String unit, List<Bar> bars) {
        return picture(
                theme -> intervals(theme, title, unit, bars),
                320,
                title + " of each arm with its interval; the table has the numbers");
    }

    private static XYChart intervals(Theme theme, String title, String unit, List<Bar> bars) {
        XYChart chart = chart(theme, 320, 200, unit);
        chart.setTitle(title);
        chart.getStyler()
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 12 * SCALE))
                .setLegendPosition(LegendPosition.OutsideS)
                .setLegendLayout(LegendLayout.Horizontal);
        chart.getStyler().setXAxisMin(0.5).setXAxisMax(bars.size() + 0.5);
        chart.getStyler().setXAxisTicksVisible(false).setPlotGridVerticalLinesVisible(false);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            boolean known = !Double.isNaN(bar.lower());
            // the library's error bars are even around the figure; an interval need not be
            if (known) {
                XYSeries line =
                        chart.addSeries(
                                bar.label() + " ",
                                new double[] {i + 1, i + 1},
                                new double[] {bar.lower(), bar.upper()});
                line.setMarker(SeriesMarkers.NONE);
                line.setLineColor(bar.colour());
                line.setLineWidth(2f * SCALE);
                line.setShowInLegend(false);
            }
            XYSeries point =
                    chart.addSeries(bar.label(), new double[] {i + 1}, new double[] {bar.value()});
            point.setMarker(SeriesMarkers.CIRCLE);
            point.setMarkerColor(bar.colour());
            point.setLineColor(bar.colour());
        }
        chart.getStyler().setMarkerSize(8 * SCALE);
        return chart;
    }
}
