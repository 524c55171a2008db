package org.syrinx.plugin.vits.internal.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.text.HfTokenizer;
import org.syrinx.plugin.vits.internal.text.TokenizerFiles;
import org.syrinx.training.corpus.CorpusReader;
import org.syrinx.training.corpus.Utterance;

/**
 * What the model to be trained looks like: the configuration's sizes with the vocabulary and the
 * speakers of the corpus filled in.
 *
 * @param json of {@code config.json}
 * @param config the same, checked
 * @param speakers the names that utterances may carry, in order of their embedding rows
 * @param languages that its text is in, as far as the model says
 * @param tokenizer gives the tokens of an utterance
 */
record ModelSetup(
        Map<String, Object> json,
        VitsConfig config,
        List<String> speakers,
        List<String> languages,
        Function<Utterance, int[]> tokenizer) {

    /** Stands for the blank between phones, as token 0. */
    private static final String BLANK = "_";

    /**
     * A fresh model for a corpus.
     *
     * @param training the configuration
     * @param corpus what it is trained on
     * @return the setup
     * @throws SyrinxException if the corpus has no phones
     */
    static ModelSetup forCorpus(TrainingConfig training, List<Utterance> corpus) {
        List<String> symbols = new ArrayList<>(CorpusReader.symbols(corpus));
        if (symbols.isEmpty() || corpus.stream().anyMatch(u -> u.phones().isEmpty())) {
            throw new SyrinxException(
                    "a corpus with \"phones\" in every line of the manifest",
                    "some or all utterances have none",
                    "Build the corpus with ./syrinx corpus, or fine-tune a model folder that brings"
                            + " a tokenizer.");
        }
        List<String> speakers = CorpusReader.speakers(corpus);
        Map<String, Object> json = new LinkedHashMap<>(training.model());
        Map<String, Object> own = new LinkedHashMap<>();
        if (json.get("syrinx") instanceof Map<?, ?> given) {
            given.forEach((k, v) -> own.put(k.toString(), v));
        }
        boolean blank = Boolean.TRUE.equals(own.get("blank"));
        if (blank) {
            symbols.add(0, BLANK);
        }
        own.putIfAbsent("tokenizer", "phones");
        own.putIfAbsent("phone_set", "radio");
        own.putIfAbsent("language", "en");
        own.put("symbols", List.copyOf(symbols));
        own.put("speakers", speakers);
        json.put("model_type", "vits");
        json.put("vocab_size", symbols.size());
        json.put("num_speakers", speakers.size());
        if (speakers.size() == 1) {
            json.put("speaker_embedding_size", 0);
        }
        json.put("syrinx", own);
        VitsConfig config = VitsConfig.of(json, training.name());
        return new ModelSetup(json, config, speakers, languages(config), phones(symbols, blank));
    }

    /**
     * Looks phones up.
     *
     * @param symbols in order of their ids
     * @param blank whether id 0 stands between, before and after all
     * @return the tokenizer
     */
    static Function<Utterance, int[]> phones(List<String> symbols, boolean blank) {
        Map<String, Integer> index = new LinkedHashMap<>();
        for (int i = 0; i < symbols.size(); i++) {
            index.put(symbols.get(i), i);
        }
        return u -> {
            int[] ids = new int[u.phones().size()];
            for (int i = 0; i < ids.length; i++) {
                Integer id = index.get(u.phones().get(i));
                if (id == null) {
                    throw new SyrinxException(
                            "phones among " + symbols,
                            "the utterance " + u.id() + " has the phone " + u.phones().get(i),
                            "Use a corpus with the phone set that the model was trained with.");
                }
                ids[i] = id;
            }
            return blank ? intersperse(ids) : ids;
        };
    }

    /**
     * A model folder that is fine-tuned: its own configuration and tokenizer stay. A folder without
     * speaker names takes those of the corpus, sorted, for its first rows.
     *
     * @param folder the folder
     * @param corpus what it is trained on
     * @param ipa English text to IPA with stress and punctuation, asked only when the folder wants
     *     phonemes
     * @return the setup
     * @throws SyrinxException if the corpus does not fit the model
     */
    static ModelSetup forFolder(Path folder, List<Utterance> corpus, UnaryOperator<String> ipa) {
        ModelFolder files = ModelFolder.open(folder);
        VitsConfig config = VitsConfig.of(files);
        Map<String, Object> json =
                new LinkedHashMap<>(files.json(ModelFolder.CONFIG).orElseThrow());
        List<String> found = CorpusReader.speakers(corpus);
        List<String> speakers = config.speakers().names();
        if (speakers.isEmpty()) {
            speakers = found;
            if (found.size() > Math.max(1, config.speakers().count())) {
                throw new SyrinxException(
                        "a corpus of at most "
                                + Math.max(1, config.speakers().count())
                                + " speakers",
                        "it has " + found.size(),
                        "Choose a corpus that fits the model.");
            }
            if (config.multiSpeaker()) {
                config = named(json, found, config.speakers().count(), folder);
            }
        }
        if (config.voice().phones()) {
            return new ModelSetup(
                    json,
                    config,
                    speakers,
                    languages(config),
                    phones(config.voice().symbols(), config.voice().blank()));
        }
        HfTokenizer tokenizer =
                new HfTokenizer(TokenizerFiles.read(files, config.vocabSize()), ipa);
        return new ModelSetup(
                json,
                config,
                speakers,
                tokenizer.languages(),
                u ->
                        Arrays.stream(tokenizer.tokenize(u.text()).ids())
                                .mapToInt(Math::toIntExact)
                                .toArray());
    }

    private static List<String> languages(VitsConfig config) {
        String language = config.voice().language();
        return language.isEmpty() ? List.of() : List.of(language);
    }

    /**
     * Writes names into a configuration that has none, so that the finished model is asked for its
     * speakers by name. Rows that the corpus leaves alone keep their number as a name.
     */
    private static VitsConfig named(
            Map<String, Object> json, List<String> found, int rows, Path folder) {
        List<String> names = new ArrayList<>(found);
        for (int row = found.size(); row < rows; row++) {
            String number = Integer.toString(row);
            names.add(found.contains(number) ? "row" + number : number);
        }
        Map<String, Object> own = new LinkedHashMap<>();
        if (json.get("syrinx") instanceof Map<?, ?> given) {
            given.forEach((k, v) -> own.put(k.toString(), v));
        }
        own.put("speakers", names);
        json.put("syrinx", own);
        return VitsConfig.of(json, folder.resolve(ModelFolder.CONFIG).toString());
    }

    private static int[] intersperse(int[] ids) {
        int[] out = new int[2 * ids.length + 1];
        Arrays.setAll(out, i -> i % 2 == 0 ? 0 : ids[i / 2]);
        return out;
    }
}
