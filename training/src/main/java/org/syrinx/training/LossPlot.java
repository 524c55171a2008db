package org.syrinx.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a log as a PNG picture, without a display. */
public final class LossPlot {
    /** More points than pixels only cost time. */
    private static final int MAX_POINTS = 800;

    private LossPlot() {}

    /**
     * Draws curves over steps.
     *
     * @param file the picture, ending in {@code .png}
     * @param title what it shows
     * @param series step to value, by name; an empty one is left out
     */
    public static void draw(
            Path file, String title, Map<String, ? extends SortedMap<Long, Double>> series) {
        System.setProperty("java.awt.headless", "true");
        XYChart chart =
                new XYChartBuilder()
                        .width(1000)
                        .height(600)
                        .title(title)
                        .xAxisTitle("step")
                        .yAxisTitle("loss")
                        .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        chart.getStyler().setDefaultSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
        boolean positive = true;
        boolean any = false;
        for (Map.Entry<String, ? extends SortedMap<Long, Double>> e : series.entrySet()) {
            List<Double> x = new ArrayList<>();
            List<Double> y = new ArrayList<>();
            thin(e.getValue(), x, y);
            if (!x.isEmpty()) {
                chart.addSeries(e.getKey(), x, y).setMarker(SeriesMarkers.NONE);
                positive &= y.stream().allMatch(v -> v > 0);
                any = true;
            }
        }
        if (!any) {
            return;
        }
        chart.getStyler().setYAxisLogarithmic(positive);
        try {
            BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Means of neighbouring points. */
    private static void thin(SortedMap<Long, Double> points, List<Double> x, List<Double> y) {
        int group = Math.max(1, (points.size() + MAX_POINTS - 1) / MAX_POINTS);
        int n = 0;
        double sum = 0;
        for (Map.Entry<Long, Double> p : points.entrySet()) {
            if (Double.isFinite(p.getValue())) {
                sum += p.getValue();
                n++;
            }
            if (n == group) {
                x.add((double) p.getKey());
                y.add(sum / n);
                n = 0;
                sum = 0;
            }
        }
    }
}
