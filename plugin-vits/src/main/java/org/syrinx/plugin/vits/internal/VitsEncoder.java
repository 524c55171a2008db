package org.syrinx.plugin.vits.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.Latent;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Tensors;
import org.syrinx.nn.Types;
import org.syrinx.nn.params.MemoryBudget;
import org.syrinx.plugin.vits.internal.text.HfTokenizer;
import org.syrinx.plugin.vits.internal.text.Tokenizer;

/**
 * Text encoder, duration predictor, prior and inverse flow: the conditioning starts at the finished
 * latent.
 *
 * <p>Beyond the shared names it carries {@value #PRIOR_MEAN}, {@value #PRIOR_LOG_STD} and {@value
 * #Z_PRIOR}, each (1, F, T): what a translator of latents works on.
 */
final class VitsEncoder extends VitsStage implements Encoder {
    static final String PRIOR_MEAN = "vits.prior_mean";
    static final String PRIOR_LOG_STD = "vits.prior_log_std";
    static final String Z_PRIOR = "vits.z_prior";

    /** Option: lose blanks as the reference's tokenizer does, {@code true} or {@code false}. */
    static final String HF_COMPAT = "vits.hf_compat";

    /** Option: the model's speaking rate, in place of that of its configuration. */
    static final String SPEAKING_RATE = "vits.speaking_rate";

    private static final Set<String> OPTIONS = Set.of(HF_COMPAT, SPEAKING_RATE);

    VitsEncoder(LoadedVits model) {
        super(model);
    }

    @Override
    public List<String> speakers() {
        return model.speakers();
    }

    @Override
    public List<String> languages() {
        return model.tokenizer().languages();
    }

    @Override
    public Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress) {
        refuse(prompt);
        progress.step("reading text", 0, 2);
        List<String> warnings = new ArrayList<>();
        Tokenizer.Tokens tokens = tokenize(prompt, warnings);
        warnings.addAll(tokens.warnings());
        requireRoom(tokens.ids().length);
        int speaker = speaker(prompt, warnings);
        Synthesis.Request request =
                new Synthesis.Request(
                        tokens.ids(),
                        speaker,
                        prompt.temperature().orElse(model.config().defaults().noiseScale()),
                        prompt.durationTemperature()
                                .orElse(model.config().defaults().noiseScaleDuration()),
                        1 / (speakingRate(prompt) * prompt.speed()));
        progress.step("encoding", 1, 2);
        try (TensorScope scope = model.backend().scope()) {
            Synthesis.Trace t = Synthesis.run(model.network(), request, noise);
            // the last report comes before anything is kept: it may cancel
            progress.step("encoding", 2, 2);
            Conditioning.Builder b = conditioning(scope, t, request);
            tokens.notes().forEach(b::note);
            if (speaker >= 0) {
                b.note("speaker", model.speakers().get(speaker));
            }
            warnings.forEach(b::warning);
            return b.build();
        }
    }

    /**
     * Attention takes the square of the tokens for each head; scores, their softmax and its inputs
     * live at once. Without this a text that is not split would end the process.
     */
    private void requireRoom(long tokens) {
        long scores = 4 * tokens * tokens * model.config().text().heads();
        MemoryBudget.requireFree(
                3 * scores,
                model.network().parameters().manager().getDevice(),
                "the attention over " + tokens + " tokens",
                "Speak sentence by sentence (--split), or a shorter text.");
    }

    private Conditioning.Builder conditioning(
            TensorScope scope, Synthesis.Trace t, Synthesis.Request request) {
        NDManager manager = model.network().parameters().manager();
        int n = request.ids().length;
        float[] durations = new float[n];
        for (int i = 0; i < n; i++) {
            durations[i] = t.durations()[i];
        }
        Latent start = new Latent(scope.keep(t.z()), model.latentSpec());
        Conditioning.Builder b =
                Conditioning.builder(model.latentSpec(), start.length()).start(start);
        b.tensor(Conditioning.TOKENS, scope.keep(Tensors.of(manager, request.ids(), 1, n)));
        b.tensor(Conditioning.DURATIONS, scope.keep(Tensors.of(manager, durations, 1, n)));
        b.tensor(Conditioning.MASK, scope.keep(t.mask()));
        b.tensor(PRIOR_MEAN, scope.keep(t.means()));
        b.tensor(PRIOR_LOG_STD, scope.keep(t.logStds()));
        // without noise z_p is the mean itself, and each entry must own its tensor
        NDArray zPrior = t.zPrior() == t.means() ? Types.copy(t.zPrior()) : t.zPrior();
        b.tensor(Z_PRIOR, scope.keep(zPrior));
        if (t.speaker() != null) {
            b.tensor(Conditioning.SPEAKER, scope.keep(t.speaker()));
        }
        return b;
    }

    private Tokenizer.Tokens tokenize(Prompt prompt, List<String> warnings) {
        String text = prompt.text();
        boolean phones = model.config().voice().phones();
        if (prompt.normalize().isPresent()) {
            boolean wanted = prompt.normalize().get();
            if (phones && !wanted) {
                throw new SyrinxException(
                        "a model that reads characters, to speak text as it stands",
                        info().model() + " speaks phones, which come from normalised text",
                        "Leave normalisation on.");
            }
            if (!phones && wanted) {
                FrontEnds.Spoken spoken = normalised(text);
                warnings.addAll(spoken.warnings());
                text = spoken.text();
            }
        }
        Tokenizer tokenizer = model.tokenizer();
        if (prompt.options().containsKey(HF_COMPAT)) {
            boolean split = flag(HF_COMPAT, prompt.options().get(HF_COMPAT));
            if (tokenizer instanceof HfTokenizer hf) {
                tokenizer = hf.splitting(split);
            } else if (split) {
                throw new SyrinxException(
                        "a model with a Hugging Face tokenizer for the option " + HF_COMPAT,
                        info().model() + " speaks phones",
                        "Leave the option out.");
            }
        }
        return tokenizer.tokenize(text);
    }

    private FrontEnds.Spoken normalised(String text) {
        List<String> languages = languages();
        if (!languages.isEmpty() && !languages.contains("en")) {
            throw new SyrinxException(
                    "an English model: numbers and abbreviations are written out in English only",
                    info().model() + " reads " + languages,
                    "Write the numbers out yourself and leave --normalize out.");
        }
        return model.frontEnds().spoken(text);
    }

    /** What of a prompt this family does not have. Steps, guidance and edits are a denoiser's. */
    private void refuse(Prompt prompt) {
        String found =
                prompt.style().isPresent() || prompt.styleAudio().isPresent()
                        ? "a style"
                        : prompt.reference().isPresent() ? "a reference recording" : null;
        if (found != null) {
            throw new SyrinxException(
                    "a prompt for VITS, whose voices are its own speakers",
                    "the prompt has " + found,
                    "Leave it out, or use a model that follows it.");
        }
        for (String option : prompt.options().keySet()) {
            if (option.startsWith(VitsFamily.ID + ".") && !OPTIONS.contains(option)) {
                throw new SyrinxException(
                        "one of the options " + OPTIONS.stream().sorted().toList(),
                        "the option \"" + option + "\"",
                        "Correct its name.");
            }
        }
        String language = prompt.language().orElse(null);
        if (language != null && languages().stream().noneMatch(l -> sameLanguage(l, language))) {
            throw new SyrinxException(
                    languages().isEmpty()
                            ? "no language: the model does not say which it reads"
                            : "one of the languages " + languages(),
                    "the language \"" + language + "\"",
                    "Leave the language out, or choose another model.");
        }
    }

    /** en-US asks for what en offers. */
    private static boolean sameLanguage(String offered, String wanted) {
        String a = offered.toLowerCase(java.util.Locale.ROOT);
        String b = wanted.toLowerCase(java.util.Locale.ROOT);
        return a.equals(b) || a.startsWith(b + "-") || b.startsWith(a + "-");
    }

    private int speaker(Prompt prompt, List<String> warnings) {
        if (prompt.speaker().isPresent()) {
            return model.speaker(prompt.speaker().get());
        }
        if (!model.config().multiSpeaker()) {
            return -1;
        }
        if (model.config().speakers().names().isEmpty()) {
            warnings.add(
                    "No speaker was chosen among "
                            + model.config().speakers().count()
                            + "; the model speaks without a speaker vector, as its reference"
                            + " implementation does.");
            return -1;
        }
        return 0;
    }

    private double speakingRate(Prompt prompt) {
        String given = prompt.options().get(SPEAKING_RATE);
        if (given == null) {
            return model.config().defaults().speakingRate();
        }
        try {
            double rate = Double.parseDouble(given);
            if (rate > 0 && rate <= 100) {
                return rate;
            }
        } catch (NumberFormatException ignored) {
            // reported below, as for a number out of range
        }
        throw new SyrinxException(
                "a number above 0 and at most 100 for " + SPEAKING_RATE,
                "\"" + given + "\"",
                "Correct the option.");
    }

    private static boolean flag(String name, String value) {
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw new SyrinxException(
                "true or false for " + name, "\"" + value + "\"", "Correct the option.");
    }
}
