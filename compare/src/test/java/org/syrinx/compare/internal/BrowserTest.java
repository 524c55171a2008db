package org.syrinx.compare.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.syrinx.api.Progress;
import org.syrinx.compare.internal.report.HtmlReport;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.OutputFolder;

/**
 * The page in a headless Chromium, where there is one; skipped, and said so, where there is none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final String LANE =
            "document.querySelector('.play[aria-pressed=true]').closest('.lane')";
    private static final String AUDIO = LANE + ".querySelector('audio')";
    private static final String LETTER = LANE + ".querySelector('.badge').textContent";

    @TempDir(cleanup = CleanupMode.NEVER) // the browser may still be writing its profile
    static Path folder;

    private Browser browser;
    private Path page;

    @BeforeAll
    void start() throws Exception {
        Path program = Browser.find().orElse(null);
        Assumptions.assumeTrue(
                program != null, "no chromium on the path: the page was not tried in a browser");
        Bench bench = new Bench(folder.resolve("out"));
        bench.arms.put("third", new FakeArm("third", 16000, 220, 0.2));
        Comparison comparison = bench.run();
        page = bench.out.resolve("report.html");
        try (OutputFolder out = OutputFolder.open(bench.out)) {
            // about half of the sounds inside, so that both ways to a sound are tried
            Files.writeString(page, new HtmlReport(comparison, out, 900_000).write(Progress.NONE));
        }
        browser = new Browser(program, folder.resolve("profile"));
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        browser.size(1280, 900, false);
        browser.open(page);
    }

    @Test
    void keysPlayAndSwitchInPlaceAtTheSamePosition() throws Exception {
        browser.press(" ");
        browser.await("!" + AUDIO + ".paused && " + AUDIO + ".currentTime > 0.2");
        assertEquals("A", browser.evaluate(LETTER));
        browser.evaluate(AUDIO + ".pause()");
        double before = number(AUDIO + ".currentTime / " + AUDIO + ".duration");
        browser.press("b");
        assertEquals("B", browser.evaluate(LETTER));
        browser.await(AUDIO + ".readyState > 0 && " + AUDIO + ".currentTime > 0.1");
        browser.evaluate(AUDIO + ".pause()");
        double after = number(AUDIO + ".currentTime / " + AUDIO + ".duration");
        assertTrue(after >= before - 0.02 && after < before + 0.6, before + " then " + after);
        assertEquals(
                0,
                browser.evaluate(
                        "[...document.querySelectorAll('audio')].filter(a => !a.paused).length"),
                "never two at once");
        browser.press("n");
        assertEquals(
                1, browser.evaluate("[...cards.children].findIndex(c => c.matches('.current'))"));
        assertEquals("B", browser.evaluate(LETTER), "the same arm of the next prompt");
        assertEquals(List.of(), browser.complaints());
    }

    @Test
    void aClickOnAPictureJumpsThere() throws Exception {
        browser.evaluate(
                "(() => { const v = document.querySelectorAll('.view')[2];"
                        + " v.scrollIntoView(); const b = v.getBoundingClientRect();"
                        + " v.dispatchEvent(new MouseEvent('click', {bubbles: true,"
                        + " clientX: b.left + b.width / 2, clientY: b.top + 5})); })()");
        assertEquals("C", browser.evaluate(LETTER));
        browser.await(AUDIO + ".readyState > 0 && " + AUDIO + ".currentTime > 0");
        browser.evaluate(AUDIO + ".pause()");
        double at = number(AUDIO + ".currentTime / " + AUDIO + ".duration");
        assertTrue(at >= 0.49 && at <= 1, "at " + at);
    }

    @Test
    void everySoundCanBeDecodedAlsoThoseBesideThePage() throws Exception {
        Object broken =
                browser.evaluate(
                        "Promise.all([...document.querySelectorAll('audio')].map(a => new"
                            + " Promise(done => { a.addEventListener('loadedmetadata', () =>"
                            + " done(Math.abs(a.duration - a.dataset.seconds) < 0.01 ? 0 : 1));"
                            + " a.addEventListener('error', () => done(1)); a.preload = 'metadata';"
                            + " a.load(); }))).then(r => r.reduce((x, y) => x + y))");
        assertEquals(0, broken);
        assertTrue(
                number("document.querySelectorAll('audio:not([src^=data])').length") > 0,
                "some lie beside the page");
    }

    @Test
    void blindHidesTheNamesAndSeeingBringsThemBack() throws Exception {
        String names =
                "[...document.querySelectorAll('.card .name')].map(n => n.offsetParent &&"
                        + " n.textContent).join()";
        Object before = browser.evaluate(names);
        browser.evaluate("blind.click()");
        assertEquals(
                0,
                browser.evaluate(
                        "[...document.querySelectorAll('.name, .notes, .view, #figures, #differs')]"
                                + ".filter(n => n.offsetParent).length"));
        assertEquals(
                "A,B,C",
                browser.evaluate(
                        "[...document.querySelector('.card').querySelectorAll('.badge')]"
                                + ".map(b => b.textContent).join()"));
        browser.evaluate("blind.click()");
        assertEquals(before, browser.evaluate(names));
    }

    @Test
    void cardsCanBeOrderedByTheLargestDifference() throws Exception {
        String spreads = "[...cards.children].map(c => Number(c.dataset.spread))";
        browser.evaluate("order.value = 'spread'; order.dispatchEvent(new Event('change'))");
        assertEquals(
                true, browser.evaluate(spreads + ".every((s, i, a) => i === 0 || a[i - 1] >= s)"));
    }

    @ParameterizedTest
    @CsvSource({"1280,900,false", "1280,900,true", "390,844,false", "390,844,true"})
    void nothingOverflowsAndEverythingIsLargeEnough(int width, int height, boolean dark)
            throws Exception {
        browser.size(width, height, dark);
        browser.open(page);
        assertEquals(
                true,
                browser.evaluate("document.documentElement.scrollWidth <= innerWidth"),
                "the page does not scroll sideways");
        assertEquals(
                0,
                browser.evaluate(
                        "[...document.querySelectorAll('button')].filter(b => b.offsetHeight < 40)"
                                + ".length"),
                "buttons can be hit with a finger");
        assertTrue(
                number("parseFloat(getComputedStyle(document.body).fontSize)") >= 16,
                "readable text");
        double contrast =
                number(
                        "(() => { const l = c => { const v = c.match(/\\d+/g).slice(0, 3).map(x =>"
                            + " { x /= 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055)"
                            + " ** 2.4; }); return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];"
                            + " }; const s = getComputedStyle(document.body); const d ="
                            + " getComputedStyle(document.querySelector('.notes')); const b ="
                            + " l(s.backgroundColor); return Math.min(...[s.color, d.color].map(c"
                            + " => { const t = l(c); return (Math.max(t, b) + 0.05) / (Math.min(t,"
                            + " b) + 0.05); })); })()");
        assertTrue(contrast >= 4.5, "contrast " + contrast);
        String name = "report-" + width + (dark ? "-dark" : "-light") + ".png";
        browser.screenshot(Path.of("target", "screenshots", name));
        assertEquals(List.of(), browser.complaints());
    }

    private double number(String expression) throws Exception {
        return ((Number) browser.evaluate(expression)).doubleValue();
    }
}
