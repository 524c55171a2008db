package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The two main arms at matched loss of content, which is how spec 5.6 words H1: each at whichever
 * strength flips most and loses no more than a budget. The rule of {@link Outcomes#h1} compares the
 * arms at strengths chosen on other items, whatever they lose on these.
 *
 * <p>Strengths are chosen on the test items themselves, for both arms alike; a draw of the interval
 * chooses them anew. This rule was written after the first results had been seen: it is told beside
 * H1 and does not replace it.
 *
 * @param claim H1m, at the budget of {@link Protocol#MOST_CONTENT_LOST}
 * @param points one for each budget
 */
record MatchedContent(Outcomes.Claim claim, List<Point> points) {
    /** Budgets that are told: shares of the unedited frame accuracy. */
    private static final double[] BUDGETS = {0, 0.01, 0.02, Protocol.MOST_CONTENT_LOST, 0.1};

    private static final String CLAIM =
            String.format(
                    Locale.ROOT,
                    "H1 at matched content: each where it flips most and loses at most %.0f %%",
                    100 * Protocol.MOST_CONTENT_LOST);

    /**
     * An arm within a budget.
     *
     * @param strength that flips most; the smallest of equals; 0 is unedited speech
     * @param flips share of the items
     * @param contentLost share of the unedited frame accuracy
     */
    record Best(double strength, double flips, double contentLost) {}

    /**
     * Both arms within one budget.
     *
     * @param budget most of the content that may be lost
     * @param hspace the h-space arm
     * @param embedding the speaker embedding
     * @param interval of the difference of the flips, 95 %, by speaker
     */
    record Point(double budget, Best hspace, Best embedding, double[] interval) {
        double difference() {
            return hspace.flips() - embedding.flips();
        }
    }

    /** One item of one arm at one strength. */
    private record Cell(boolean flipped, double content) {}

    /** One item: its unedited content, and both arms by strength towards the other gender. */
    private record Row(
            String speaker, double before, Map<Double, Cell> hspace, Map<Double, Cell> embedding) {}

    /**
     * Judges.
     *
     * @param hspace trials of the test at all strengths
     * @param embedding of the same items
     * @param plain unedited
     * @param gate why no verdict may be drawn from this model, or an empty string
     */
    static MatchedContent of(
            List<Trial> hspace, List<Trial> embedding, List<Trial> plain, String gate) {
        List<Row> rows = rows(hspace, embedding, plain);
        Map<String, List<Row>> bySpeaker =
                rows.stream().collect(Collectors.groupingBy(Row::speaker));
        List<Point> points = new ArrayList<>();
        for (double budget : BUDGETS) {
            points.add(
                    new Point(
                            budget,
                            best(rows, true, budget),
                            best(rows, false, budget),
                            Statistics.interval(
                                    bySpeaker,
                                    drawn ->
                                            best(drawn, true, budget).flips()
                                                    - best(drawn, false, budget).flips(),
                                    4)));
        }
        Point judged =
                points.stream()
                        .filter(p -> p.budget() == Protocol.MOST_CONTENT_LOST)
                        .findFirst()
                        .orElseThrow();
        return new MatchedContent(claim(judged, rows, bySpeaker.size(), gate), points);
    }

    private static Outcomes.Claim claim(Point p, List<Row> rows, int speakers, String gate) {
        int onlyA = 0;
        int onlyB = 0;
        for (Row r : rows) {
            boolean a = cell(r, true, p.hspace().strength()).flipped();
            boolean b = cell(r, false, p.embedding().strength()).flipped();
            onlyA += a && !b ? 1 : 0;
            onlyB += b && !a ? 1 : 0;
        }
        String figures =
                String.format(
                        Locale.ROOT,
                        "%s against %s, difference %+.1f points (95 %%: %+.1f to %+.1f, %d"
                                + " speakers, %d items; McNemar p = %.3g); strengths are those of"
                                + " the test items, chosen anew in every draw",
                        text(p.hspace()),
                        text(p.embedding()),
                        100 * p.difference(),
                        100 * p.interval()[0],
                        100 * p.interval()[1],
                        speakers,
                        rows.size(),
                        Statistics.mcNemar(onlyA, onlyB));
        String blocked = Outcomes.blocked(gate, rows.size(), p.interval());
        if (!blocked.isEmpty()) {
            return new Outcomes.Claim(
                    "H1m", CLAIM, Outcomes.Verdict.INCONCLUSIVE, blocked + "; " + figures);
        }
        return new Outcomes.Claim(
                "H1m",
                CLAIM,
                p.interval()[0] > 0 ? Outcomes.Verdict.REPRODUCED : Outcomes.Verdict.NOT_REPRODUCED,
                figures);
    }

    private static String text(Best b) {
        return String.format(
                Locale.ROOT,
                "%.1f %% (strength %.2f, %.1f %% lost)",
                100 * b.flips(),
                b.strength(),
                100 * b.contentLost());
    }

    /** A header, and one row for each budget. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("at most lost", "h-space", "speaker embedding", "difference"));
        for (Point p : points) {
            rows.add(
                    List.of(
                            String.format(Locale.ROOT, "%.0f %%", 100 * p.budget()),
                            text(p.hspace()),
                            text(p.embedding()),
                            String.format(
                                    Locale.ROOT,
                                    "%+.1f (95 %%: %+.1f to %+.1f)",
                                    100 * p.difference(),
                                    100 * p.interval()[0],
                                    100 * p.interval()[1])));
        }
        return rows;
    }

    /** Unedited speech loses nothing, so that there is always something to choose. */
    private static Best best(List<Row> rows, boolean hspace, double budget) {
        Best best = null;
        for (double s : arm(rows.get(0), hspace).keySet()) {
            double flips = 0;
            double before = 0;
            double after = 0;
            for (Row r : rows) {
                Cell c = cell(r, hspace, s);
                flips += c.flipped() ? 1 : 0;
                before += r.before();
                after += c.content();
            }
            double lost = s == 0 ? 0 : before == 0 ? 1 : 1 - after / before;
            double share = flips / rows.size();
            if (lost <= budget && (best == null || share > best.flips())) {
                best = new Best(s, share, lost);
            }
        }
        return best;
    }

    private static Map<Double, Cell> arm(Row r, boolean hspace) {
        return hspace ? r.hspace() : r.embedding();
    }

    private static Cell cell(Row r, boolean hspace, double strength) {
        Cell c = arm(r, hspace).get(strength);
        if (c == null) {
            throw new IllegalStateException("an item was not spoken at strength " + strength);
        }
        return c;
    }

    private static List<Row> rows(List<Trial> hspace, List<Trial> embedding, List<Trial> plain) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (Trial t : plain) {
            Row row = new Row(t.speaker(), t.content(), new TreeMap<>(), new TreeMap<>());
            row.hspace().put(0.0, new Cell(t.flipped(), t.content()));
            row.embedding().put(0.0, new Cell(t.flipped(), t.content()));
            rows.put(t.item(), row);
        }
        for (Trial t : hspace) {
            add(rows.get(t.item()).hspace(), t);
        }
        for (Trial t : embedding) {
            add(rows.get(t.item()).embedding(), t);
        }
        return List.copyOf(rows.values());
    }

    private static void add(Map<Double, Cell> cells, Trial t) {
        if (t.towards() > 0) {
            cells.put(t.towards(), new Cell(t.flipped(), t.content()));
        }
    }
}
