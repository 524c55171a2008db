package org.syrinx.plugin.gradtts.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Locale;
import org.syrinx.api.Conditioning;
import org.syrinx.api.Encoder;
import org.syrinx.api.LatentSpec;
import org.syrinx.api.Lease;
import org.syrinx.api.NoiseSource;
import org.syrinx.api.Progress;
import org.syrinx.api.Prompt;
import org.syrinx.api.StageInfo;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.TensorScope;
import org.syrinx.nn.Shapes;
import org.syrinx.nn.Tensors;
import org.syrinx.plugin.gradtts.internal.text.Tokenizer;

/**
 * Text encoder and duration predictor: the mean mel of each frame, from which the diffusion starts,
 * durations, and the speaker's vector. Uses no randomness.
 */
final class GradTtsEncoder implements Encoder {
    private final LoadedGradTts model;

    GradTtsEncoder(LoadedGradTts model) {
        this.model = model;
    }

    @Override
    public StageInfo info() {
        return model.info();
    }

    @Override
    public Lease lease() {
        return model.lease();
    }

    @Override
    public LatentSpec latentSpec() {
        return model.latentSpec();
    }

    @Override
    public List<String> speakers() {
        return model.speakers();
    }

    @Override
    public List<String> languages() {
        return List.of(model.config().voice().language());
    }

    @Override
    public Conditioning encode(Prompt prompt, NoiseSource noise, Progress progress) {
        refuse(prompt);
        progress.step("reading text", 0, 2);
        Tokenizer.Tokens tokens = model.tokenizer().tokenize(prompt.text());
        int row = model.row(prompt.speaker().orElse(null), prompt.style().orElse(null));
        double lengthScale = model.config().defaults().lengthScale() / prompt.speed();
        progress.step("encoding", 1, 2);
        try (TensorScope scope = model.backend().scope()) {
            Synthesis.Encoded e = Synthesis.encode(model.network(), tokens.ids(), row, lengthScale);
            // the last report comes before anything is kept: it may cancel
            progress.step("encoding", 2, 2);
            Conditioning.Builder b = conditioning(scope, e, tokens.ids());
            tokens.notes().forEach(b::note);
            if (model.config().multiSpeaker()) {
                b.note("speaker", model.row(row));
            }
            tokens.warnings().forEach(b::warning);
            return b.build();
        }
    }

    private Conditioning.Builder conditioning(TensorScope scope, Synthesis.Encoded e, long[] ids) {
        NDManager manager = model.network().parameters().manager();
        int n = ids.length;
        int frames = e.alignment().frames();
        NDArray mask = Tensors.full(manager, 1, 1, 1, frames);
        NDArray durations = Tensors.of(manager, e.alignment().durations(), 1, n);
        Conditioning.Builder b = Conditioning.builder(model.latentSpec(), frames);
        b.tensor(Conditioning.MU, scope.keep(e.mu()));
        b.tensor(Conditioning.DURATIONS, scope.keep(durations));
        b.tensor(Conditioning.TOKENS, scope.keep(Tensors.of(manager, ids, 1, n)));
        b.tensor(Conditioning.MASK, scope.keep(mask));
        if (e.speaker() != null) {
            NDArray speaker = org.syrinx.nn.Types.copy(Shapes.unsqueeze(e.speaker(), 2));
            b.tensor(Conditioning.SPEAKER, scope.keep(speaker)); // (1, G, 1)
        }
        return b;
    }

    /**
     * What of a prompt this family does not have. Steps, temperature and edits are the denoiser's.
     */
    private void refuse(Prompt prompt) {
        String found =
                prompt.styleAudio().isPresent()
                        ? "a style as sound"
                        : prompt.reference().isPresent()
                                ? "a reference recording"
                                : prompt.durationTemperature().isPresent()
                                        ? "a temperature of durations"
                                        : null;
        if (found != null) {
            throw new SyrinxException(
                    "a prompt for Grad-TTS, whose voices and styles are rows of its table and whose"
                            + " durations are not drawn",
                    "the prompt has " + found,
                    "Leave it out, or use a model that follows it.");
        }
        for (String option : prompt.options().keySet()) {
            if (option.startsWith(GradTtsFamily.ID + ".")) {
                throw new SyrinxException(
                        "no option of the family " + GradTtsFamily.ID,
                        "the option \"" + option + "\"",
                        "Leave it out.");
            }
        }
        String language = prompt.language().orElse(null);
        String own = model.config().voice().language();
        if (language != null && !sameLanguage(own, language)) {
            throw new SyrinxException(
                    "the language " + own,
                    "the language \"" + language + "\"",
                    "Leave the language out, or choose another model.");
        }
    }

    /** en-US asks for what en offers. */
    private static boolean sameLanguage(String offered, String wanted) {
        String a = offered.toLowerCase(Locale.ROOT);
        String b = wanted.toLowerCase(Locale.ROOT);
        return a.equals(b) || a.startsWith(b + "-") || b.startsWith(a + "-");
    }
}
