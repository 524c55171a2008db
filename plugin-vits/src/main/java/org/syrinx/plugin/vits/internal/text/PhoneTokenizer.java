package org.syrinx.plugin.vits.internal.text;

import java.util.List;
import java.util.Map;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.phonemes.PhoneIds;

/** Phones of a front end to ids: the tokenizer of our own voices. */
public final class PhoneTokenizer implements Tokenizer {
    private final PhoneIds phones;
    private final List<String> languages;
    private final boolean blank;

    /**
     * A tokenizer.
     *
     * @param frontEnd the front end of the model's language
     * @param voice symbols in the order of the embedding's rows, with or without stress digits
     * @throws org.syrinx.api.ModelFormatException if the model's symbols are not those of the front
     *     end
     */
    public PhoneTokenizer(FrontEnd frontEnd, VitsConfig.Voice voice) {
        this.phones = new PhoneIds(frontEnd, voice.symbols());
        this.languages =
                List.of(voice.language().isEmpty() ? frontEnd.language() : voice.language());
        this.blank = voice.blank();
    }

    @Override
    public List<String> languages() {
        return languages;
    }

    @Override
    public Tokens tokenize(String text) {
        PhoneIds.Ids read = phones.of(text);
        long[] ids = read.ids().stream().mapToLong(i -> i).toArray();
        return new Tokens(
                blank ? intersperse(ids) : ids,
                Map.of("phones", String.join(" ", read.phones())),
                read.warnings());
    }

    private static long[] intersperse(long[] ids) {
        long[] out = new long[2 * ids.length + 1];
        for (int i = 0; i < ids.length; i++) {
            out[2 * i + 1] = ids[i];
        }
        return out;
    }
}
