package org.syrinx.plugin.editing.internal.measure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.syrinx.api.SyrinxException;

/** PNG pictures, without a display. */
public final class Plots {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;

    private Plots() {}

    /**
     * One panel of a picture.
     *
     * @param title what it shows
     * @param xAxis name and unit
     * @param yAxis name and unit
     * @param series name to x and y; values that are not finite are left out
     */
    public record Panel(String title, String xAxis, String yAxis, Map<String, double[][]> series) {}

    /**
     * Draws panels side by side, two in a row.
     *
     * @param file ends in {@code .png}
     * @param panels at least one
     */
    public static void draw(Path file, List<Panel> panels) {
        System.setProperty("java.awt.headless", "true");
        List<XYChart> charts = new ArrayList<>();
        for (Panel p : panels) {
            XYChart chart =
                    new XYChartBuilder()
                            .width(WIDTH)
                            .height(HEIGHT)
                            .title(p.title())
                            .xAxisTitle(p.xAxis())
                            .yAxisTitle(p.yAxis())
                            .build();
            chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
            chart.getStyler().setChartBackgroundColor(java.awt.Color.WHITE);
            chart.getStyler().setLegendVisible(p.series().size() > 1);
            p.series()
                    .forEach(
                            (name, xy) -> {
                                List<Double> x = new ArrayList<>();
                                List<Double> y = new ArrayList<>();
                                for (int i = 0; i < xy[0].length; i++) {
                                    if (Double.isFinite(xy[1][i])) {
                                        x.add(xy[0][i]);
                                        y.add(xy[1][i]);
                                    }
                                }
                                if (!x.isEmpty()) {
                                    chart.addSeries(name, x, y).setMarker(SeriesMarkers.CIRCLE);
                                }
                            });
            charts.add(chart);
        }
        int columns = Math.min(COLUMNS, charts.size());
        int rows = (charts.size() + columns - 1) / columns;
        // XChart's own arrangement wants every place of the last row filled
        BufferedImage whole =
                new BufferedImage(columns * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = whole.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, whole.getWidth(), whole.getHeight());
        for (int i = 0; i < charts.size(); i++) {
            pen.drawImage(
                    BitmapEncoder.getBufferedImage(charts.get(i)),
                    i % columns * WIDTH,
                    i / columns * HEIGHT,
                    null);
        }
        pen.dispose();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            ImageIO.write(whole, "png", file.toFile());
        } catch (IOException e) {
            throw new SyrinxException(
                    "a picture that can be written",
                    file + ": " + e.getMessage(),
                    "choose another place",
                    e);
        }
    }

    /** The effect curves of a direction, one panel for each attribute. */
    public static List<Panel> of(String direction, String unit, EffectCurves curves) {
        List<Panel> panels = new ArrayList<>();
        curves.means()
                .forEach(
                        (attribute, y) ->
                                panels.add(
                                        new Panel(
                                                attribute,
                                                "strength of " + direction + " (" + unit + ")",
                                                attribute + " " + Attributes.unit(attribute),
                                                Map.of(
                                                        attribute,
                                                        new double[][] {curves.strengths(), y}))));
        return panels;
    }
}
