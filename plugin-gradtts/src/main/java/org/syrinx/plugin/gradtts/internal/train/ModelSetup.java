package org.syrinx.plugin.gradtts.internal.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.models.JsonFields;
import org.syrinx.plugin.gradtts.internal.MelSpecs;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;
import org.syrinx.training.corpus.CorpusReader;
import org.syrinx.training.corpus.Utterance;

/**
 * What the model to be trained looks like: the configuration's sizes with the symbols and the
 * speakers of the corpus filled in.
 *
 * @param json of {@code config.json}
 * @param config the same, checked
 * @param rows of the speaker table, in order
 * @param symbols ids by phone
 */
record ModelSetup(
        Map<String, Object> json,
        GradTtsConfig config,
        List<String> rows,
        Map<String, Integer> symbols) {
    private static final String NEUTRAL = "neutral";

    static ModelSetup forCorpus(TrainingConfig training, List<Utterance> corpus) {
        if (corpus.stream().anyMatch(u -> u.phones().isEmpty())) {
            throw new SyrinxException(
                    "a corpus with \"phones\" in every line of the manifest",
                    "some or all utterances have none",
                    "Build the corpus with ./syrinx corpus.");
        }
        List<String> symbols = CorpusReader.symbols(corpus);
        TreeSet<String> rows = new TreeSet<>();
        corpus.forEach(u -> rows.add(row(u, training.styleRows())));
        Map<String, Object> json = new LinkedHashMap<>(training.model());
        Map<String, Object> own = new LinkedHashMap<>();
        if (json.get("syrinx") instanceof Map<?, ?> given) {
            given.forEach((k, v) -> own.put(k.toString(), v));
        }
        boolean blank = !Boolean.FALSE.equals(own.get("blank"));
        own.put("tokenizer", "phones");
        own.put("blank", blank);
        own.putIfAbsent("language", "en");
        own.put("symbols", symbols);
        own.put("speakers", rows.size() == 1 ? List.of() : List.copyOf(rows));
        json.put("model_type", GradTtsConfig.TYPE);
        json.put("n_vocab", symbols.size() + (blank ? 1 : 0));
        json.put("n_spks", rows.size());
        json.put("syrinx", own);
        GradTtsConfig config = GradTtsConfig.of(new JsonFields(json, training.name()));
        Map<String, Integer> ids = new HashMap<>();
        symbols.forEach(s -> ids.put(s, ids.size()));
        return new ModelSetup(json, config, List.copyOf(rows), ids);
    }

    /** The row of the speaker table that an utterance belongs to. */
    static String row(Utterance u, boolean styleRows) {
        return styleRows && !u.style().equals(NEUTRAL)
                ? u.speaker() + ":" + u.style()
                : u.speaker();
    }

    /** The tokens of an utterance; the blank has the id behind the last symbol. */
    int[] tokens(Utterance u) {
        List<Integer> out = new ArrayList<>();
        boolean blank = config.voice().blank();
        for (String phone : u.phones()) {
            if (blank) {
                out.add(symbols.size());
            }
            out.add(symbols.get(phone));
        }
        if (blank) {
            out.add(symbols.size());
        }
        return out.stream().mapToInt(i -> i).toArray();
    }

    /**
     * The ends of these tokens in samples: of a phone's time the first half is the phone's, the
     * second the following blank's, and the blank before the first phone has a frame.
     */
    int[] ends(Utterance u) {
        int[] phones = u.phoneEnds();
        if (!config.voice().blank()) {
            return phones;
        }
        int[] ends = new int[2 * phones.length + 1];
        int before = Math.min(phones[0] / 3, MelSpecs.of(config).stft().hop());
        ends[0] = before;
        for (int i = 0; i < phones.length; i++) {
            ends[2 * i + 1] = (before + phones[i]) / 2;
            ends[2 * i + 2] = phones[i];
            before = phones[i];
        }
        return ends;
    }
}
