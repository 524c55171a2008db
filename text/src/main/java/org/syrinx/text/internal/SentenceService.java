package org.syrinx.text.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.SentenceSplitter;

/** {@link org.syrinx.text.SentenceSplitter} as the service that pipelines use. */
@Component
public final class SentenceService implements SentenceSplitter {
    private final org.syrinx.text.SentenceSplitter rules = new org.syrinx.text.SentenceSplitter();

    @Override
    public List<String> split(String text, Optional<String> language) {
        return rules.split(text).stream()
                .map(org.syrinx.text.SentenceSplitter.Sentence::text)
                .toList();
    }
}
