package org.syrinx.compare.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.syrinx.api.Progress;
import org.syrinx.compare.internal.report.CsvTables;
import org.syrinx.compare.internal.report.HtmlReport;
import org.syrinx.compare.internal.report.JsonReport;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Json;
import org.syrinx.compare.internal.run.OutputFolder;

/** The page as a document; what it does in a browser is {@link BrowserTest}. */
class HtmlReportTest {
    @TempDir static Path folder;
    private static Bench bench;
    private static Comparison comparison;
    private static Document page;

    @BeforeAll
    static void compare() {
        bench = bench("out");
        comparison = bench.run();
        page = page(bench, comparison, 100_000_000);
    }

    private static Bench bench(String name) {
        Bench made = new Bench(folder.resolve(name));
        made.arms.get("high").refuses = "Six";
        made.missing.add("program:x");
        return made;
    }

    private static Document page(Bench of, Comparison c, long embed) {
        try (OutputFolder out = OutputFolder.open(of.out)) {
            return Jsoup.parse(new HtmlReport(c, out, embed).write(Progress.NONE));
        }
    }

    @Test
    void thePageNeedsNothingFromAnywhereElse() {
        for (Element e : page.select("[src], link[href], [srcset]")) {
            String target =
                    e.attr(e.hasAttr("src") ? "src" : e.hasAttr("href") ? "href" : "srcset");
            assertTrue(target.startsWith("data:"), e.tagName() + " " + target);
        }
        for (Element a : page.select("a[href]")) {
            assertTrue(page.getElementById(a.attr("href").substring(1)) != null, a.outerHtml());
        }
        assertFalse(page.html().contains("http://") || page.html().contains("https://"));
        assertFalse(page.html().contains("@import"));
    }

    @Test
    void everyUtteranceHasACardWithEveryArmOrTheReasonWhyNot() throws IOException {
        assertEquals(14, page.select("article.card").size());
        Element card = page.select("article.card").get(0);
        assertEquals("p1 · seed 1 One <two>.", card.select("h3").text(), "texts are escaped");
        assertEquals(2, card.select(".lane audio").size());
        assertEquals(List.of("A", "B"), card.select(".lane button .badge").eachText());
        String data = card.select("audio").get(1).attr("src");
        byte[] wav = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
        assertArrayEquals(Files.readAllBytes(bench.out.resolve("audio/high/p1.seed1.wav")), wav);
        Element failed = page.select("article.card").get(4);
        assertEquals(1, failed.select(".missing").size());
        assertTrue(failed.select(".missing").text().contains("Leave it out"), failed.text());
        assertTrue(page.select("#failures").text().contains("\"x\" is not installed"));
        assertTrue(page.text().contains("A warning of low."));
    }

    @Test
    void picturesArePicturesWithAnAlternativeText() throws IOException {
        assertTrue(page.select("img").size() > 40);
        for (Element img : page.select("img")) {
            assertFalse(img.attr("alt").isBlank());
            String data = img.attr("src");
            byte[] png = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
            assertTrue(ImageIO.read(new ByteArrayInputStream(png)).getWidth() > 1);
        }
        for (Element source : page.select("picture source")) {
            assertEquals("(prefers-color-scheme: dark)", source.attr("media"));
            assertEquals(0xff0d1117, corner(source.attr("srcset")), "the page's dark colour");
            assertEquals(0xffffffff, corner(source.parent().select("img").attr("src")));
        }
        assertEquals(
                page.select(".lane audio").size(),
                page.select(".lane svg.wave path[d~=^M]").size());
    }

    private static int corner(String data) throws IOException {
        byte[] png = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(png)).getRGB(1, 1);
    }

    @Test
    void aToneIsABrightLineAtItsFrequency() throws IOException {
        String data = page.select(".lane img.spectrogram").get(1).attr("src");
        byte[] png = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
        java.awt.image.BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int brightest = 0;
        int most = -1;
        for (int y = 0; y < image.getHeight(); y++) {
            int sum = 0;
            for (int rgb = image.getRGB(image.getWidth() / 2, y), s = 0; s <= 16; s += 8) {
                sum += rgb >> s & 0xff;
            }
            if (sum > most) {
                most = sum;
                brightest = y;
            }
        }
        // 96 rows for 8000 Hz, the lowest at the bottom: 300 Hz is in row 95 - floor(3.6)
        assertEquals(95 - 3, brightest, 1);
    }

    @Test
    void tablesSayWhatTheStatisticsSay() {
        Element row =
                page.select("table.figures tbody tr").stream()
                        .filter(r -> r.text().startsWith("name of test.crossings"))
                        .findFirst()
                        .orElseThrow();
        assertEquals("300", row.select("td").get(0).select(".value").text());
        assertEquals(0, row.select("td").get(0).select(".difference").size(), "the baseline");
        assertTrue(row.select("td").get(1).select(".difference").hasClass("worse"), row.html());
        assertTrue(row.text().contains("lower is better"));
        Element matched =
                page.select("table.figures tbody tr").stream()
                        .filter(r -> r.text().startsWith("name of test.level"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(matched.select("td").get(1).text().contains("different"), matched.text());
        assertTrue(page.text().contains("Not measured: 1 figures"), "no references here");
        assertTrue(page.text().contains("There is no reference sound."));
        for (Element th : page.select("table.figures th")) {
            assertFalse(th.attr("scope").isBlank());
        }
        assertEquals("en", page.select("html").attr("lang"));
        assertEquals(1, page.select("h1").size());
    }

    @Test
    void theBoxNamesTheStageThatDiffers() {
        Bench two = bench("two");
        two.items = two.items.subList(0, 1);
        two.metrics = List.of();
        two.arms.get("high").weights = "sha256:2";
        Document page = page(two, two.run(), 100_000_000);
        assertTrue(page.select("#differs p").text().contains("One stage differs: the vocoder"));
        assertEquals("vocoder differs", page.select("#differs tr.varied th").text());
        assertTrue(page.select("#differs tr.varied").text().contains("high (fake 1.0.0, sha256:2"));
        assertEquals("encoder held", page.select("#differs tr.held th").text());
    }

    @Test
    void whatDoesNotFitInThePagePlaysFromTheFolderAndThePageSaysSo() {
        Document page = page(bench, comparison, 200_000);
        List<String> sources = page.select("audio").eachAttr("src");
        long inside = sources.stream().filter(s -> s.startsWith("data:")).count();
        assertTrue(inside > 0 && inside < sources.size(), inside + " of " + sources.size());
        for (String source : sources) {
            assertTrue(
                    source.startsWith("data:") || Files.isRegularFile(bench.out.resolve(source)),
                    source);
        }
        assertTrue(
                page.select("#listen .warning")
                        .get(0)
                        .text()
                        .contains((sources.size() - inside) + " sounds are not in this file"));
    }

    @Test
    void jsonAndCsvHoldTheSameFigures() throws IOException {
        Map<String, Object> json = JSON.std.mapFrom(Json.text(JsonReport.of(comparison)));
        assertEquals(3, ((List<?>) json.get("arms")).size());
        @SuppressWarnings("unchecked")
        Map<String, Object> figure =
                (Map<String, Object>)
                        ((List<?>) json.get("figures"))
                                .stream()
                                        .filter(
                                                f ->
                                                        ((Map<?, ?>) f)
                                                                .get("id")
                                                                .equals("test.crossings"))
                                        .findFirst()
                                        .orElseThrow();
        Map<?, ?> high = (Map<?, ?>) ((Map<?, ?>) figure.get("arms")).get("high");
        assertEquals("worse", ((Map<?, ?>) high.get("difference")).get("verdict"));
        String line =
                CsvTables.figures(comparison)
                        .lines()
                        .filter(l -> l.startsWith("test.crossings,u,high,"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(high.get("value").toString(), line.split(",")[3]);
        List<String> utterances = CsvTables.utterances(comparison).lines().toList();
        assertEquals(1 + 3 * 14, utterances.size());
        assertTrue(utterances.get(0).contains(",test.crossings"), utterances.get(0));
        assertTrue(
                utterances.stream().anyMatch(l -> l.contains("\"Ten \"\"eleven\"\".\"")),
                "quotes are doubled");
    }
}
