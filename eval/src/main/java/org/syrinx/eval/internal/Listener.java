package org.syrinx.eval.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.syrinx.api.Progress;
import org.syrinx.audio.io.AudioReader;
import org.syrinx.corpus.format.Utterance;
import org.syrinx.eval.ErrorRate;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.Recogniser.Task;
import org.syrinx.eval.internal.words.Spoken;

/** Lets a recogniser hear the items of one task, and scores what it heard. */
final class Listener {
    private final Recogniser recogniser;
    private final Task task;
    private final List<String> dictionary;

    Listener(Recogniser recogniser, Task task, List<String> dictionary) {
        this.recogniser = recogniser;
        this.task = task;
        this.dictionary = dictionary;
    }

    /**
     * Hears every item twice, as the voice and as the teacher said it.
     *
     * @param name the row's name
     * @param items at least one
     * @param heard receives a line for each utterance: id, said, heard, heard from the teacher
     */
    Score listen(String name, List<Item> items, List<String> heard, Progress progress) {
        Score score = new Score(recogniser.id(), name);
        Function<Utterance, List<String>> tokens =
                task == Task.PHONES ? Listener::phones : u -> Spoken.words(u.text());
        List<List<String>> hypotheses = new ArrayList<>();
        List<ErrorRate> teacher = new ArrayList<>();
        try (Recogniser.Session session = recogniser.open(task, dictionary)) {
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                progress.step(recogniser.id() + " listens to " + name, i, items.size());
                List<String> voice = tokens(session.recognise(AudioReader.read(item.judged())));
                List<String> original =
                        tokens(session.recognise(AudioReader.read(item.reference().audio())));
                List<String> said = tokens.apply(item.reference());
                hypotheses.add(voice);
                teacher.add(ErrorRate.of(said, original));
                heard.add(
                        String.join(
                                "\t",
                                recogniser.id(),
                                name,
                                item.reference().id(),
                                String.join(" ", said),
                                String.join(" ", voice),
                                String.join(" ", original)));
            }
        }
        for (int i = 0; i < items.size(); i++) {
            List<String> said = tokens.apply(items.get(i).reference());
            // the next sentence of the list is the wrong one; the last takes the first
            List<String> other = tokens.apply(items.get((i + 1) % items.size()).reference());
            score.add(
                    items.get(i),
                    ErrorRate.of(said, hypotheses.get(i)),
                    teacher.get(i),
                    ErrorRate.of(other, hypotheses.get(i)));
        }
        return score;
    }

    private static List<String> phones(Utterance u) {
        return u.phones().stream()
                .map(p -> p.symbol())
                .filter(p -> !p.equals("pau"))
                .map(Spoken::nearest)
                .toList();
    }

    /** What was heard, normalised as what was said is. */
    private List<String> tokens(String heard) {
        if (task != Task.PHONES) {
            return Spoken.words(heard);
        }
        return heard.isBlank() ? List.of() : Arrays.asList(heard.strip().split("\\s+"));
    }
}
