package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.syrinx.api.SyrinxException;
import org.syrinx.corpus.PromptSets;
import org.syrinx.corpus.format.Corpus;
import org.syrinx.corpus.format.Phone;
import org.syrinx.corpus.format.Utterance;

/**
 * Speakers and texts, split so that nothing a direction was found from is tested with it.
 *
 * @param gender of every speaker that model and corpus share
 * @param find speakers that directions are found from
 * @param test the other speakers
 * @param findTexts unseen sentences for finding
 * @param validateTexts for choosing strengths
 * @param testTexts for the test
 */
record Material(
        Map<String, String> gender,
        List<String> find,
        List<String> test,
        List<Text> findTexts,
        List<Text> validateTexts,
        List<Text> testTexts) {
    private static final String FEMALE = "female";

    /**
     * A sentence of the test split, and what the teacher says for it.
     *
     * @param text the sentence
     * @param phones of the teacher, in order
     * @param seconds of the teacher's shortest recording
     */
    record Text(String text, List<String> phones, double seconds) {}

    /** The first sentences, or the shortest; in the order of the corpus. */
    private static List<Text> chosen(Map<String, Text> texts, int wanted, boolean shortest) {
        List<Text> all = new ArrayList<>(texts.values());
        if (shortest) {
            List<Text> brief =
                    all.stream()
                            .sorted(Comparator.comparingDouble(Text::seconds))
                            .limit(wanted)
                            .toList();
            all.retainAll(brief);
        }
        return all;
    }

    /** Digit strings and GRID commands, which have few phones. */
    private static Set<String> counted() {
        Set<String> counted = new HashSet<>(PromptSets.digits());
        counted.addAll(PromptSets.grid());
        return counted;
    }

    private static boolean sentence(Utterance u, Set<String> counted) {
        return u.split().equals("test") && u.words().size() >= 4 && !counted.contains(u.text());
    }

    /**
     * The teacher's own recordings of sentences like those of the experiment, in a neutral voice.
     *
     * @param corpus the teacher's
     * @param perSpeaker at most so many, in the order of the corpus
     */
    static List<Utterance> teacher(List<Utterance> corpus, int perSpeaker) {
        Set<String> counted = counted();
        Map<String, Integer> taken = new TreeMap<>();
        return corpus.stream()
                .filter(u -> u.style().equals("neutral") && sentence(u, counted))
                .filter(u -> taken.merge(u.speaker(), 1, Integer::sum) <= perSpeaker)
                .toList();
    }

    static Material of(Corpus corpus, List<String> modelSpeakers, Profile profile) {
        Map<String, String> gender = new TreeMap<>();
        Map<String, Text> texts = new LinkedHashMap<>();
        Set<String> counted = counted();
        for (Utterance u : corpus.utterances()) {
            if (modelSpeakers.contains(u.speaker())) {
                gender.put(u.speaker(), u.gender());
            }
            if (sentence(u, counted)) {
                Text t =
                        new Text(
                                u.text(),
                                u.phones().stream().map(Phone::symbol).toList(),
                                u.seconds());
                texts.merge(u.text(), t, (a, b) -> a.seconds() <= b.seconds() ? a : b);
            }
        }
        List<String> find = new ArrayList<>();
        List<String> test = new ArrayList<>();
        for (String g : List.of(FEMALE, "male")) {
            List<String> some =
                    gender.keySet().stream().filter(s -> gender.get(s).equals(g)).toList();
            for (int i = 0; i < Math.min(some.size(), 2 * profile.speakers()); i++) {
                (i % 2 == 0 ? find : test).add(some.get(i));
            }
            if (some.size() < 2) {
                throw new SyrinxException(
                        "at least two speakers of each gender that model and corpus share",
                        some.size() + " " + g + " of " + modelSpeakers,
                        "train the model on every speaker of the corpus");
            }
        }
        int wanted = profile.texts();
        if (texts.size() < wanted) {
            throw new SyrinxException(
                    wanted + " sentences in the test split of the corpus",
                    texts.size() + "",
                    "take a corpus with evaluation prompts and the same speakers, such as that of"
                            + " ./syrinx corpus --size default, or --profile smoke");
        }
        List<Text> all = chosen(texts, wanted, profile.shortTexts());
        int a = profile.findTexts();
        int b = a + profile.validateTexts();
        return new Material(
                gender, find, test, all.subList(0, a), all.subList(a, b), all.subList(b, wanted));
    }

    boolean female(String speaker) {
        return gender.get(speaker).equals(FEMALE);
    }

    /** Somebody of the other gender, from the same side of the split. */
    String opposite(String speaker) {
        List<String> side = find.contains(speaker) ? find : test;
        List<String> others = side.stream().filter(s -> female(s) != female(speaker)).toList();
        return others.get(Math.floorMod(side.indexOf(speaker), others.size()));
    }

    /**
     * Every speaker with every text.
     *
     * @param first number of the first text
     */
    List<Trials.Item> items(List<String> speakers, List<Text> texts, int first) {
        List<Trials.Item> out = new ArrayList<>();
        for (int t = 0; t < texts.size(); t++) {
            for (String s : speakers) {
                boolean firstOfGender =
                        speakers.stream()
                                .filter(o -> female(o) == female(s))
                                .findFirst()
                                .orElse("")
                                .equals(s);
                out.add(
                        new Trials.Item(
                                s,
                                female(s),
                                opposite(s),
                                first + t,
                                texts.get(t),
                                first == Study.TEST && t == 0 && firstOfGender));
            }
        }
        return out;
    }
}
