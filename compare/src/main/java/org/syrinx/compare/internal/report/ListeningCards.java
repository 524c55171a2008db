package org.syrinx.compare.internal.report;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.Audio;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.compare.internal.prompts.PromptItem;
import org.syrinx.compare.internal.run.ArmResult;
import org.syrinx.compare.internal.run.Comparison;
import org.syrinx.compare.internal.run.Figure;
import org.syrinx.compare.internal.run.OutputFolder;
import org.syrinx.compare.internal.run.Reference;
import org.syrinx.compare.internal.run.Spot;
import org.syrinx.compare.internal.run.Take;
import org.syrinx.eval.metric.MetricInfo.Family;
import org.syrinx.eval.metric.MetricResult;
import org.syrinx.eval.metric.MetricScores;

/**
 * One card for each utterance: the arms beside each other with player, waveform, spectrogram and
 * the figures of this utterance, and their F0 in one chart.
 */
final class ListeningCards {
    /** Families of which one figure stands beside each player. */
    private static final Set<Family> HEADLINES =
            EnumSet.of(Family.INTELLIGIBILITY, Family.SPECTRAL, Family.PROSODY);

    /** Which one, if it was measured; else the first that was. */
    private static final List<String> PREFERRED =
            List.of("wer.sphinx4", "wer.pocketsphinx", "mcd.dtw", "f0.rmse");

    private final Comparison comparison;
    private final OutputFolder folder;
    private final List<ArmResult> arms;
    private final List<Figure> headlines = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();
    private long budget;
    private int linked;

    /**
     * Cards.
     *
     * @param comparison what is shown
     * @param folder where its sounds are
     * @param budget bytes of sound that may be put into the page; further sounds stay beside it
     */
    ListeningCards(Comparison comparison, OutputFolder folder, long budget) {
        this.comparison = comparison;
        this.folder = folder;
        this.arms = comparison.speaking();
        this.budget = budget;
        for (Family family : HEADLINES) {
            comparison.figures().stream()
                    .filter(f -> f.info().family() == family && f.known())
                    .filter(f -> f.scores().values().stream().noneMatch(s -> s.results().isEmpty()))
                    .min(Comparator.comparingInt(ListeningCards::preference))
                    .ifPresent(headlines::add);
        }
    }

    private static int preference(Figure figure) {
        int place = PREFERRED.indexOf(figure.info().id());
        return place < 0 ? PREFERRED.size() : place;
    }

    /** Sounds that are not in the page. */
    int linked() {
        return linked;
    }

    /** Figures that each utterance shows. */
    List<Figure> headlines() {
        return headlines;
    }

    String write(Progress progress) {
        int total = comparison.plan().utterances();
        int done = 0;
        for (PromptItem item : comparison.plan().prompts().items()) {
            for (long seed : comparison.plan().seeds()) {
                progress.step("drawing", done++, total);
                card(item, seed);
            }
        }
        progress.step("drawing", total, total);
        return out.toString();
    }

    private void card(PromptItem item, long seed) {
        Spot spot = new Spot(item.id(), seed);
        Map<String, Audio> sounds = new LinkedHashMap<>();
        List<Color> colours = new ArrayList<>();
        double longest = 0;
        for (int i = 0; i < arms.size(); i++) {
            if (arms.get(i).takes().containsKey(spot)) {
                Audio audio = AudioReader.read(file(arms.get(i), spot));
                sounds.put(Palette.letter(i) + " " + arms.get(i).name(), audio);
                colours.add(Palette.awt(i));
                longest = Math.max(longest, audio.seconds());
            }
        }
        Reference reference = comparison.references().get(item.id());
        if (reference != null) {
            Audio audio = AudioReader.read(reference.file());
            sounds.put("reference", audio);
            colours.add(FigureTables.reference());
            longest = Math.max(longest, audio.seconds());
        }
        out.append("<article class=\"card\" data-spread=\"")
                .append(String.format(Locale.ROOT, "%.6g", spread(spot)))
                .append("\"><h3><span class=\"id\">")
                .append(Html.text(item.id()))
                .append(comparison.plan().seeds().size() > 1 ? " · seed " + seed : "")
                .append(item.speaker().isEmpty() ? "" : " · " + Html.text(item.speaker()))
                .append("</span> ")
                .append(Html.text(item.text()))
                .append("</h3><div class=\"lanes\">\n");
        for (int i = 0; i < arms.size(); i++) {
            ArmResult arm = arms.get(i);
            Take take = arm.takes().get(spot);
            if (take == null) {
                out.append("<div class=\"lane missing\" style=\"--arm:")
                        .append(Palette.css(i))
                        .append("\"><span class=\"badge\">")
                        .append(Palette.letter(i))
                        .append("</span> <span class=\"name\">")
                        .append(Html.text(arm.name()))
                        .append("</span><p>")
                        .append(Html.text(arm.errors().getOrDefault(spot, arm.failure())))
                        .append("</p></div>\n");
            } else {
                lane(
                        Palette.letter(i),
                        arm.name(),
                        Palette.css(i),
                        sounds.get(Palette.letter(i) + " " + arm.name()),
                        file(arm, spot),
                        longest,
                        notes(arm, spot, take));
            }
        }
        if (reference != null) {
            lane(
                    "R",
                    "reference",
                    Palette.REFERENCE,
                    sounds.get("reference"),
                    reference.file(),
                    longest,
                    "");
        }
        out.append("</div>");
        if (!sounds.isEmpty()) {
            out.append("<details class=\"pitch\" open><summary>F0</summary>")
                    .append(Charts.pitch(sounds, colours))
                    .append("</details>");
        }
        out.append("</article>\n");
    }

    private Path file(ArmResult arm, Spot spot) {
        return folder.levelled(arm.name(), spot.item(), spot.seed());
    }

    private void lane(
            String letter,
            String name,
            String colour,
            Audio audio,
            Path file,
            double longest,
            String notes) {
        String share = String.format(Locale.ROOT, "%.2f", 100 * audio.seconds() / longest);
        out.append("<div class=\"lane\" style=\"--arm:")
                .append(colour)
                .append("\"><button type=\"button\" class=\"play\" aria-pressed=\"false\">")
                .append("<span class=\"badge\">")
                .append(letter)
                .append("</span> <span class=\"name\">")
                .append(Html.text(name))
                .append("</span></button><div class=\"view\" style=\"width:")
                .append(share)
                .append("%\">")
                .append(Waveform.svg(audio))
                .append("<img class=\"spectrogram\" loading=\"lazy\" alt=\"Spectrogram of ")
                .append(Html.text(name))
                .append(", 0 to 8 kHz\" src=\"")
                .append(Html.dataUri("image/png", SpectrogramImage.png(audio)))
                .append("\"><span class=\"head\" hidden></span></div>")
                .append("<audio controls preload=\"none\" data-seconds=\"")
                .append(String.format(Locale.ROOT, "%.4f", audio.seconds()))
                .append("\" src=\"")
                .append(source(file))
                .append("\"></audio><p class=\"notes\">")
                .append(String.format(Locale.ROOT, "%.2f s", audio.seconds()))
                .append(notes)
                .append("</p></div>\n");
    }

    /** The sound itself while there is room, else the way to it from the page. */
    private String source(Path file) {
        try {
            long size = Files.size(file);
            if (size <= budget) {
                budget -= size;
                return Html.dataUri("audio/wav", Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new SyrinxException(
                    "to read " + file, "the system says: " + e.getMessage(), "run it again", e);
        }
        linked++;
        return Html.text(folder.root().relativize(file).toString().replace('\\', '/'));
    }

    private String notes(ArmResult arm, Spot spot, Take take) {
        StringBuilder notes = new StringBuilder();
        for (Figure f : headlines) {
            MetricResult result = result(f, arm.name(), spot);
            if (result != null && result.available()) {
                notes.append(" · ")
                        .append(Html.text(f.info().name()))
                        .append(' ')
                        .append(Html.number(result.value()))
                        .append(' ')
                        .append(Html.text(f.info().unit()));
                Object heard = result.details().get("heard");
                if (heard != null) {
                    notes.append("<br><span class=\"heard\">heard: ")
                            .append(Html.text(heard))
                            .append("</span>");
                }
            }
        }
        for (String warning : take.warnings()) {
            notes.append("<br><span class=\"warning\">")
                    .append(Html.text(warning))
                    .append("</span>");
        }
        if (!take.levelled().note().isEmpty()) {
            notes.append("<br><span class=\"warning\">")
                    .append(Html.text(take.levelled().note()))
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    " %.1f dB below the others.",
                                    take.levelled().shortfall()))
                    .append("</span>");
        }
        return notes.toString();
    }

    static MetricResult result(Figure figure, String arm, Spot spot) {
        MetricScores scores = figure.scores().get(arm);
        for (int i = 0; i < scores.results().size(); i++) {
            if (scores.samples().get(i).id().equals(spot.item())
                    && scores.samples().get(i).seed() == spot.seed()) {
                return scores.results().get(i);
            }
        }
        return null;
    }

    /** How far the arms lie apart in the first headline: what the cards can be sorted by. */
    private double spread(Spot spot) {
        if (headlines.isEmpty()) {
            return 0;
        }
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (ArmResult arm : arms) {
            MetricResult r = result(headlines.get(0), arm.name(), spot);
            if (r != null && r.available() && Double.isFinite(r.value())) {
                min = Math.min(min, r.value());
                max = Math.max(max, r.value());
            }
        }
        return max >= min ? max - min : 0;
    }
}
