package org.syrinx.plugin.vits.internal.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.UnknownPolicy;
import org.syrinx.text.Utterance;
import org.syrinx.text.phonemes.Phone;

/** Phones of a front end to ids: the tokenizer of our own voices. */
public final class PhoneTokenizer implements Tokenizer {

    private final FrontEnd frontEnd;
    private final Map<String, Integer> ids = new HashMap<>();
    private final String language;
    private final boolean blank;

    /**
     * A tokenizer.
     *
     * @param frontEnd the front end of the model's language
     * @param voice symbols in the order of the embedding's rows, with or without stress digits
     * @throws ModelFormatException if the model's symbols are not those of the front end
     */
    public PhoneTokenizer(FrontEnd frontEnd, VitsConfig.Voice voice) {
        this.frontEnd = frontEnd;
        this.language = voice.language();
        this.blank = voice.blank();
        for (String symbol : voice.symbols()) {
            ids.putIfAbsent(symbol, ids.size());
        }
        if (ids.size() != voice.symbols().size()) {
            throw new ModelFormatException(
                    "distinct names in \"syrinx.symbols\"",
                    "a name occurs twice",
                    "Correct config.json.");
        }
        if (!ids.containsKey(Phone.PAUSE.symbol())) {
            throw new ModelFormatException(
                    "the phones of the front end \""
                            + frontEnd.phoneSet()
                            + "\", with the pause \"pau\"",
                    "the model's symbols are " + voice.symbols(),
                    "Use a model that was trained on that phone set.");
        }
    }

    @Override
    public List<String> languages() {
        return language.isEmpty() ? List.of(frontEnd.language()) : List.of(language);
    }

    @Override
    public Tokens tokenize(String text) {
        Utterance utterance = frontEnd.analyze(text, UnknownPolicy.REPORT);
        List<String> warnings = new ArrayList<>();
        if (!utterance.report().isEmpty()) {
            warnings.add(
                    "Characters without a reading were left out: "
                            + utterance.report().message()
                            + ".");
        }
        List<Integer> out = new ArrayList<>();
        Set<String> lacking = new LinkedHashSet<>();
        boolean speaks = false;
        for (Phone phone : utterance.phones()) {
            Integer id = id(phone);
            if (id == null) {
                lacking.add(phone.symbol());
            } else {
                out.add(id);
                speaks |= !phone.equals(Phone.PAUSE);
            }
        }
        if (!speaks) {
            throw new SyrinxException(
                    "some words to say",
                    "\"" + text + "\" has none that can be read in " + frontEnd.language(),
                    "Write words, numbers or letters.");
        }
        if (!lacking.isEmpty()) {
            warnings.add(
                    "The model was not trained on the phones "
                            + String.join(" ", lacking)
                            + "; left out.");
        }
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("phones", String.join(" ", utterance.symbols()));
        return new Tokens(
                blank ? intersperse(out) : out.stream().mapToLong(i -> i).toArray(),
                notes,
                warnings);
    }

    private Integer id(Phone phone) {
        Integer id = ids.get(phone.symbol());
        return id != null ? id : ids.get(phone.name());
    }

    private static long[] intersperse(List<Integer> ids) {
        long[] out = new long[2 * ids.size() + 1];
        for (int i = 0; i < ids.size(); i++) {
            out[2 * i + 1] = ids.get(i);
        }
        return out;
    }
}
