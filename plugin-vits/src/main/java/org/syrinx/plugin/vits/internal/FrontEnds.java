package org.syrinx.plugin.vits.internal;

import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.text.HfTokenizer;
import org.syrinx.plugin.vits.internal.text.PhoneTokenizer;
import org.syrinx.plugin.vits.internal.text.Tokenizer;
import org.syrinx.plugin.vits.internal.text.TokenizerFiles;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.Utterance;
import org.syrinx.text.Word;

/**
 * What text processing a model may need beyond its own files. Asked for late: a character model
 * needs neither, and the English dictionary takes time to load.
 *
 * @param english the English front end
 * @param ipa English text to IPA with stress and punctuation
 */
record FrontEnds(Supplier<FrontEnd> english, UnaryOperator<String> ipa) {

    /**
     * The dictionary takes time to load, so a service is asked for at the first text that needs it,
     * and kept.
     */
    static Supplier<FrontEnd> once(Supplier<FrontEnd> service) {
        return new Supplier<>() {
            private FrontEnd kept;

            @Override
            public synchronized FrontEnd get() {
                if (kept == null) {
                    kept = service.get();
                }
                return kept;
            }
        };
    }

    /** The tokenizer of a model. */
    Tokenizer tokenizer(ModelFolder folder, VitsConfig config) {
        return config.voice().phones()
                ? new PhoneTokenizer(english.get(), config.voice())
                : new HfTokenizer(TokenizerFiles.read(folder, config.vocabSize()), ipa);
    }

    /** Numbers, dates and abbreviations as words. */
    Spoken spoken(String text) {
        Utterance utterance = english.get().analyze(text);
        StringBuilder b = new StringBuilder();
        for (Word word : utterance.words()) {
            b.append(b.length() == 0 || word.text().startsWith("'") ? "" : " ").append(word.text());
            b.append(word.pauseAfter() ? "," : "");
        }
        // the last pause is the end of the sentence
        String words = b.toString().replaceFirst(",$", ".");
        List<String> warnings =
                utterance.report().isEmpty()
                        ? List.of()
                        : List.of(
                                "Characters without a reading were left out: "
                                        + utterance.report().message()
                                        + ".");
        return new Spoken(words, warnings);
    }

    /** A normalised text, and what it had to leave out. */
    record Spoken(String text, List<String> warnings) {}
}
