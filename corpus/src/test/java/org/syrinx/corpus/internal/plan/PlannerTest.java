package org.syrinx.corpus.internal.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.syrinx.corpus.CorpusSize;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Speaker.Role;
import org.syrinx.corpus.Style;
import org.syrinx.corpus.format.Words;
import org.syrinx.corpus.internal.text.SentencePool;
import org.syrinx.corpus.internal.text.Split;

class PlannerTest {
    private static final Set<Style> ALL = EnumSet.allOf(Style.class);
    private static final Set<Style> NEUTRAL = EnumSet.of(Style.NEUTRAL);
    private static final List<Speaker> SPEAKERS =
            List.of(
                    speaker("f1", "female", Role.DEMO, ALL),
                    speaker("f2", "female", Role.DEMO, ALL),
                    speaker("f3", "female", Role.TRAIN, NEUTRAL),
                    speaker("m1", "male", Role.DEMO, NEUTRAL),
                    speaker("m2", "male", Role.TRAIN, ALL),
                    speaker("m3", "male", Role.DEMO, ALL),
                    speaker("m4", "male", Role.TRAIN, NEUTRAL),
                    speaker("x1", "female", Role.HELD_OUT, ALL),
                    speaker("x2", "male", Role.HELD_OUT, NEUTRAL));

    private static Speaker speaker(String id, String gender, Role role, Set<Style> styles) {
        return new Speaker(id, gender, "base", 1, 100, role, styles, -18);
    }

    /** About as many phones as letters times 0.8, which is what English has. */
    private static Map<String, List<String>> pronunciations() {
        Map<String, List<String>> phones = new HashMap<>();
        SentencePool.vocabulary()
                .forEach(
                        w ->
                                phones.put(
                                        w,
                                        List.of(
                                                w.substring(0, Math.max(1, w.length() * 4 / 5))
                                                        .split(""))));
        return phones;
    }

    @ParameterizedTest
    @EnumSource(CorpusSize.class)
    void noSentenceIsInTwoSplitsAndEachIsWhereItsHashSays(CorpusSize size) {
        List<Planned> plan = Planner.plan(size, 1, SPEAKERS, pronunciations());
        Map<String, Set<String>> texts =
                plan.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Planned::split,
                                        Collectors.mapping(
                                                p -> Words.normalise(p.text()),
                                                Collectors.toSet())));
        for (Planned p : plan) {
            String expected = p.split().equals("heldout") ? "test" : p.split();
            assertEquals(expected, Split.of(p.text()).id(), p.text());
        }
        Set<String> trained = texts.get("train");
        for (String split : List.of("valid", "test", "heldout")) {
            texts.getOrDefault(split, Set.of())
                    .forEach(
                            t -> assertTrue(!trained.contains(t), t + " is in train and " + split));
        }
        assertEquals(plan.size(), plan.stream().map(Planned::id).distinct().count());
    }

    @ParameterizedTest
    @EnumSource(CorpusSize.class)
    void everySpeakerSaysAsMuchAsTheSizePromises(CorpusSize size) {
        List<Planned> plan = Planner.plan(size, 1, SPEAKERS, pronunciations());
        int valid = size.sentences() / 20;
        Set<String> speakers = plan.stream().map(p -> p.speaker().id()).collect(Collectors.toSet());
        assertEquals(size == CorpusSize.TINY ? Set.of("f1", "m1") : ids(SPEAKERS), speakers);
        for (Speaker s : SPEAKERS) {
            if (!speakers.contains(s.id())) {
                continue;
            }
            if (s.role() == Role.HELD_OUT && !size.everySpeaker()) {
                assertEquals(size.heldOut(), count(plan, s, "heldout", Style.NEUTRAL));
                assertEquals(size.heldOut(), plan.stream().filter(p -> p.speaker() == s).count());
                continue;
            }
            assertEquals(
                    size.sentences() - 2 * valid, count(plan, s, "train", Style.NEUTRAL), s.id());
            assertEquals(valid, count(plan, s, "valid", Style.NEUTRAL), s.id());
            boolean reads = size.prompts() && s.role() == Role.DEMO;
            assertEquals(reads ? 400 : valid, count(plan, s, "test", Style.NEUTRAL), s.id());
            for (Style style : Style.values()) {
                if (style != Style.NEUTRAL) {
                    long styled = count(plan, s, "train", style) + count(plan, s, "valid", style);
                    assertEquals(
                            s.styles().contains(style) ? size.styled() : 0,
                            styled,
                            s.id() + " " + style);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CorpusSize.class)
    void everyStyledSentenceHasItsNeutralCounterpartBySameSpeaker(CorpusSize size) {
        List<Planned> plan = Planner.plan(size, 1, SPEAKERS, pronunciations());
        Set<String> neutral = new HashSet<>();
        plan.stream()
                .filter(p -> p.style() == Style.NEUTRAL)
                .forEach(p -> neutral.add(p.speaker().id() + p.split() + p.text()));
        plan.forEach(
                p -> assertTrue(neutral.contains(p.speaker().id() + p.split() + p.text()), p.id()));
    }

    @ParameterizedTest
    @EnumSource(CorpusSize.class)
    void theSamePlanComesFromTheSameSeed(CorpusSize size) {
        assertEquals(
                Planner.plan(size, 4, SPEAKERS, pronunciations()),
                Planner.plan(size, 4, SPEAKERS, pronunciations()));
    }

    private static Set<String> ids(List<Speaker> speakers) {
        return speakers.stream().map(Speaker::id).collect(Collectors.toSet());
    }

    private static long count(List<Planned> plan, Speaker speaker, String split, Style style) {
        return plan.stream()
                .filter(
                        p ->
                                p.speaker() == speaker
                                        && p.split().equals(split)
                                        && p.style() == style)
                .count();
    }
}
