package org.syrinx.corpus.internal.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.syrinx.corpus.CorpusSize;
import org.syrinx.corpus.PromptSets;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Style;
import org.syrinx.corpus.format.Words;
import org.syrinx.corpus.internal.text.GreedySelection;
import org.syrinx.corpus.internal.text.Random64;
import org.syrinx.corpus.internal.text.SentencePool;
import org.syrinx.corpus.internal.text.Split;
import org.syrinx.corpus.internal.text.SpokenTasks;

/**
 * Decides who says what: a pure function of size, seed, speakers and the pronunciations of single
 * words.
 */
public final class Planner {
    // With 0.08 s per phone and 0.4 s of silence these are about 1.5 and 4.5 seconds.
    private static final int MIN_PHONES = 14;
    private static final int MAX_PHONES = 50;
    // Styled sentences are stretched by up to 1.35.
    private static final int MAX_PHONES_STYLED = 38;
    private static final double TASK_SHARE = 0.1;

    private final CorpusSize size;
    private final long seed;
    private final Map<String, List<String>> pronunciations;
    private final List<Planned> plan = new ArrayList<>();

    private Planner(CorpusSize size, long seed, Map<String, List<String>> pronunciations) {
        this.size = size;
        this.seed = seed;
        this.pronunciations = pronunciations;
    }

    /**
     * Plans a corpus.
     *
     * @param size how much
     * @param seed seed of sentence making and of the order of assignment
     * @param speakers the teacher's speakers
     * @param pronunciations phones by word
     * @return utterances in manifest order
     */
    public static List<Planned> plan(
            CorpusSize size,
            long seed,
            List<Speaker> speakers,
            Map<String, List<String>> pronunciations) {
        Planner planner = new Planner(size, seed, pronunciations);
        planner.fill(speakers);
        return List.copyOf(planner.plan);
    }

    private void fill(List<Speaker> all) {
        List<Speaker> speakers = trained(all);
        int valid = size.sentences() / 20;
        int train = size.sentences() - 2 * valid;
        int tasks = (int) (train * TASK_SHARE);
        int sharedOpen = (int) Math.round(size.shared() * 0.9);
        int sharedValid = size.shared() - sharedOpen;
        int own = train - tasks - sharedOpen;

        SentencePool pool = SentencePool.of(seed);
        List<String> candidates = new ArrayList<>();
        List<String> validation = new ArrayList<>();
        for (List<String> part : List.of(pool.written(), pool.made())) {
            for (String text : part) {
                int phones = phones(text).size();
                if (phones >= MIN_PHONES && phones <= MAX_PHONES) {
                    switch (Split.of(text)) {
                        case TRAIN -> candidates.add(text);
                        case VALID -> validation.add(text);
                        default -> {
                            // test sentences are the fixed prompts
                        }
                    }
                }
            }
        }
        new Random64(seed).shuffle(validation);
        GreedySelection greedy = new GreedySelection();
        List<String> shortOnes =
                candidates.stream().filter(s -> phones(s).size() <= MAX_PHONES_STYLED).toList();
        List<String> shared = select(greedy, shortOnes, sharedOpen);
        candidates.removeAll(new java.util.HashSet<>(shared));
        List<String> rest = select(greedy, candidates, own * speakers.size());
        List<String> sharedValidation =
                validation.stream()
                        .filter(s -> phones(s).size() <= MAX_PHONES_STYLED)
                        .limit(sharedValid)
                        .toList();
        validation.removeAll(sharedValidation);
        List<String> taskTexts = SpokenTasks.mixed(tasks * speakers.size(), Split.TRAIN, seed);

        for (int s = 0; s < speakers.size(); s++) {
            List<String> texts = new ArrayList<>(shared);
            everyNth(rest, s, speakers.size(), own, texts);
            // digit strings and commands alternate: take them in pairs so that each speaker has
            // both
            for (int i = 0; i < tasks; i++) {
                texts.add(taskTexts.get((s * tasks + i) % taskTexts.size()));
            }
            List<String> heldBack = new ArrayList<>(sharedValidation);
            everyNth(validation, s, speakers.size(), valid - sharedValidation.size(), heldBack);
            Speaker speaker = speakers.get(s);
            int number = add(speaker, Style.NEUTRAL, Split.TRAIN.id(), texts, 1);
            number = add(speaker, Style.NEUTRAL, Split.VALID.id(), heldBack, number);
            boolean reads = size.prompts() && speaker.role() == Speaker.Role.DEMO;
            if (!reads) {
                add(
                        speaker,
                        Style.NEUTRAL,
                        Split.TEST.id(),
                        PromptSets.open().subList(0, valid),
                        number);
            }
            styled(speaker, shared, sharedValidation);
            if (reads) {
                prompts(speaker);
            }
        }
        for (Speaker speaker : all) {
            if (speaker.role() == Speaker.Role.HELD_OUT && size.heldOut() > 0) {
                add(
                        speaker,
                        Style.NEUTRAL,
                        "heldout",
                        PromptSets.open().subList(0, size.heldOut()),
                        1);
            }
        }
    }

    /** Those that are trained on, or the first of each gender when only two are wanted. */
    private List<Speaker> trained(List<Speaker> all) {
        List<Speaker> trained =
                all.stream()
                        .filter(s -> size.everySpeaker() || s.role() != Speaker.Role.HELD_OUT)
                        .toList();
        if (size.speakers() > 2) {
            return trained.subList(0, Math.min(size.speakers(), trained.size()));
        }
        List<Speaker> two = new ArrayList<>();
        for (Speaker speaker : trained) {
            if (two.stream().noneMatch(s -> s.gender().equals(speaker.gender()))) {
                two.add(speaker);
            }
        }
        return two;
    }

    private void styled(Speaker speaker, List<String> shared, List<String> sharedValidation) {
        int valid = Math.min(sharedValidation.size(), size.styled() / 10);
        for (Style style : Style.values()) {
            if (style != Style.NEUTRAL && size.styled() > 0 && speaker.styles().contains(style)) {
                int number =
                        add(
                                speaker,
                                style,
                                Split.TRAIN.id(),
                                shared.subList(0, size.styled() - valid),
                                1);
                add(speaker, style, Split.VALID.id(), sharedValidation.subList(0, valid), number);
            }
        }
    }

    private void prompts(Speaker speaker) {
        Map<String, List<String>> sets =
                new java.util.TreeMap<>(
                        Map.of(
                                "open",
                                PromptSets.open(),
                                "digits",
                                PromptSets.digits(),
                                "grid",
                                PromptSets.grid()));
        sets.forEach(
                (set, texts) -> {
                    for (int i = 0; i < texts.size(); i++) {
                        plan.add(
                                new Planned(
                                        speaker,
                                        Style.NEUTRAL,
                                        set,
                                        i + 1,
                                        Split.TEST.id(),
                                        texts.get(i)));
                    }
                });
    }

    private int add(Speaker speaker, Style style, String split, List<String> texts, int from) {
        int number = from;
        for (String text : texts) {
            plan.add(new Planned(speaker, style, style.id(), number++, split, text));
        }
        return number;
    }

    private List<String> select(GreedySelection greedy, List<String> candidates, int count) {
        return greedy.choose(candidates.stream().map(this::phones).toList(), count).stream()
                .map(candidates::get)
                .toList();
    }

    private static void everyNth(
            List<String> from, int first, int step, int count, List<String> to) {
        for (int i = 0; i < count; i++) {
            int at = first + i * step;
            if (at < from.size()) {
                to.add(from.get(at));
            }
        }
    }

    private List<String> phones(String text) {
        List<String> phones = new ArrayList<>(List.of("pau"));
        for (String word : Words.of(text)) {
            phones.addAll(pronunciations.getOrDefault(word, List.of()));
        }
        phones.add("pau");
        return phones;
    }
}
