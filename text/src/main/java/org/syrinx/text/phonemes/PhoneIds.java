package org.syrinx.text.phonemes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.text.FrontEnd;
import org.syrinx.text.UnknownPolicy;
import org.syrinx.text.Utterance;

/**
 * Text to the ids of phones, for models that were trained on a front end's phones. A symbol's id is
 * its place in the model's list, where phones stand with or without stress digits. Immutable,
 * thread-safe.
 */
public final class PhoneIds {
    private final FrontEnd frontEnd;
    private final Map<String, Integer> ids = new HashMap<>();

    /**
     * What a text becomes.
     *
     * @param ids at least one
     * @param phones the front end's phones, for people
     * @param warnings what was left out, whole sentences
     */
    public record Ids(List<Integer> ids, List<String> phones, List<String> warnings) {}

    /**
     * A mapping.
     *
     * @param frontEnd the front end of the model's language
     * @param symbols the model's symbols, in the order of their ids
     * @throws ModelFormatException if the symbols are not those of the front end
     */
    public PhoneIds(FrontEnd frontEnd, List<String> symbols) {
        this.frontEnd = frontEnd;
        for (String symbol : symbols) {
            ids.putIfAbsent(symbol, ids.size());
        }
        if (ids.size() != symbols.size()) {
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
                    "the model's symbols are " + symbols,
                    "Use a model that was trained on that phone set.");
        }
    }

    /**
     * Reads a text as one utterance.
     *
     * @param text the text
     * @return its ids
     * @throws SyrinxException if nothing of it can be spoken
     */
    public Ids of(String text) {
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
        return new Ids(List.copyOf(out), utterance.symbols(), List.copyOf(warnings));
    }

    private Integer id(Phone phone) {
        Integer id = ids.get(phone.symbol());
        return id != null ? id : ids.get(phone.name());
    }
}
