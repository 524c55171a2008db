package org.syrinx.plugin.editing.internal.commands;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.plugin.editing.internal.capture.Voice;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;
import picocli.CommandLine.Option;

/** Who speaks, and what is known about them. */
final class SpeakerLabels {
    @Option(
            names = "--speakers",
            paramLabel = "A,B",
            split = ",",
            description =
                    "Speakers to capture, or rows of their styles such as f1:loud. Default: all"
                            + " speakers of the model, none of their styles.")
    private List<String> speakers = List.of();

    @Option(
            names = "--corpus",
            paramLabel = "DIR",
            description = "The corpus of the model: says the gender of its speakers.")
    private Path corpus;

    @Option(
            names = "--female",
            paramLabel = "A,B",
            split = ",",
            description = "Female speakers, if there is no corpus.")
    private List<String> female = List.of();

    @Option(
            names = "--male",
            paramLabel = "A,B",
            split = ",",
            description = "Male speakers, if there is no corpus.")
    private List<String> male = List.of();

    /** The speakers that were asked for, checked. */
    List<String> speakers(Voice voice) {
        List<String> known = voice.speakers();
        if (known.isEmpty()) {
            return List.of("");
        }
        for (String s : speakers) {
            if (!voice.knows(s)) {
                throw new SyrinxException(
                        "speakers of the model, " + known, "\"" + s + "\"", "correct --speakers");
            }
        }
        return speakers.isEmpty() ? known : speakers;
    }

    /** Label to speaker to value. */
    Map<String, Map<String, String>> labels(CommandIo io, Voice voice, String attribute) {
        Map<String, String> gender = new TreeMap<>();
        if (corpus != null) {
            for (Utterance u : Corpus.open(io.resolve(corpus)).utterances()) {
                gender.put(u.speaker(), u.gender());
            }
        }
        female.forEach(s -> gender.put(s, "female"));
        male.forEach(s -> gender.put(s, "male"));
        Map<String, Map<String, String>> labels = new LinkedHashMap<>();
        Map<String, String> byRow = byRow(speakers(voice), gender);
        if (byRow.keySet().containsAll(speakers(voice))) {
            labels.put(GenderProbe.ATTRIBUTE, byRow);
        } else if (GenderProbe.ATTRIBUTE.equals(attribute)) {
            throw new SyrinxException(
                    "the gender of every speaker",
                    "it is known of " + gender.keySet() + " and not of all " + speakers(voice),
                    "give --corpus, or --female and --male");
        }
        return labels;
    }

    /**
     * What is known of speakers, for rows: a style is no speaker, its gender is that of who speaks
     * it.
     */
    static Map<String, String> byRow(List<String> rows, Map<String, String> known) {
        Map<String, String> byRow = new TreeMap<>();
        for (String row : rows) {
            String value = known.get(Voice.person(row));
            if (value != null) {
                byRow.put(row, value);
            }
        }
        return byRow;
    }
}
