package org.syrinx.eval.sphinx4.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.syrinx.eval.Recogniser;

/** Sphinx-4 with its US English models, pure Java, stateless between utterances. */
@Component(property = "syrinx.recogniser=sphinx4")
public final class SphinxRecogniser implements Recogniser {
    @Override
    public String id() {
        return "sphinx4";
    }

    @Override
    public Optional<String> unavailable() {
        return Optional.empty();
    }

    @Override
    public List<Task> tasks() {
        return List.of(Task.OPEN, Task.DIGITS, Task.GRID, Task.PHONES);
    }

    @Override
    public List<String> unknown(Task task, List<String> words) {
        return task == Task.OPEN ? Vocabulary.missing(words) : List.of();
    }

    @Override
    public Session open(Task task, List<String> dictionary) {
        return SphinxSession.open(task, dictionary);
    }
}
