package org.syrinx.plugin.gradtts.internal.text;

import java.util.List;
import java.util.Map;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.phonemes.PhoneIds;

/** Phones of a front end to ids: the tokenizer of our own models. The blank has the last id. */
public final class PhoneTokenizer implements Tokenizer {
    private final PhoneIds phones;
    private final List<String> symbols;
    private final boolean blank;

    /**
     * A tokenizer.
     *
     * @param frontEnd the front end of the model's language
     * @param voice symbols in the order of the embedding's rows
     * @throws org.syrinx.api.ModelFormatException if the symbols are not those of the front end
     */
    public PhoneTokenizer(FrontEnd frontEnd, GradTtsConfig.Voice voice) {
        this.phones = new PhoneIds(frontEnd, voice.symbols());
        this.symbols = voice.symbols();
        this.blank = voice.blank();
    }

    @Override
    public Tokens tokenize(String text) {
        PhoneIds.Ids read = phones.of(text);
        return new Tokens(
                blank
                        ? Tokenizer.intersperse(read.ids(), symbols.size())
                        : read.ids().stream().mapToLong(i -> i).toArray(),
                Map.of("phones", String.join(" ", read.phones())),
                read.warnings());
    }
}
