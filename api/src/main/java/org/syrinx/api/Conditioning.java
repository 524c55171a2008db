package org.syrinx.api;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What an encoder says about the utterance to be made: its length in frames, named tensors, and for
 * bridge-like models the latent to start from.
 *
 * <p>Ownership: a conditioning owns its tensors and its start latent; whoever asked the encoder for
 * it closes it. Closing twice is harmless. Not thread-safe; stages only read it.
 *
 * <p>The constants name the tensors that several families share. A family may add names of its own,
 * prefixed with its id ({@code "vits.z_prior"}).
 */
@ProviderType
public final class Conditioning implements AutoCloseable {
    /** Mean of the latent per frame, {@code (1, C, T)}. */
    public static final String MU = "mu";

    /** Token ids, {@code (1, N)}, int64. */
    public static final String TOKENS = "tokens";

    /** Frames per token, {@code (1, N)}, float32. */
    public static final String DURATIONS = "durations";

    /** Speaker vector, {@code (1, G, 1)}. */
    public static final String SPEAKER = "speaker";

    /** Latent frames of a reference recording, {@code (1, C, T_ref)}. */
    public static final String REFERENCE = "reference";

    /** Style embedding, {@code (1, S)} or {@code (1, S, K)}. */
    public static final String STYLE = "style";

    /** Valid frames as 1, padding as 0, {@code (1, 1, T)}. */
    public static final String MASK = "mask";

    private final LatentSpec spec;
    private final long frames;
    private final Map<String, NDArray> tensors;
    private final Latent start;
    private final Map<String, String> notes;
    private final List<String> warnings;

    private Conditioning(Builder b) {
        this.spec = b.spec;
        this.frames = b.frames;
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(b.tensors));
        this.start = b.start;
        this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(b.notes));
        this.warnings = List.copyOf(b.warnings);
    }

    /**
     * Starts a conditioning.
     *
     * @param spec the latent that this conditioning leads to
     * @param frames the length of that latent, at least 1
     * @return a builder that owns what it is given until {@link Builder#build()}
     * @throws ContractException if there is less than one frame
     */
    public static Builder builder(LatentSpec spec, long frames) {
        return new Builder(spec, frames);
    }

    /**
     * The latent that this conditioning leads to.
     *
     * @return the spec
     */
    public LatentSpec spec() {
        return spec;
    }

    /**
     * The length of that latent.
     *
     * @return frames, at least 1
     */
    public long frames() {
        return frames;
    }

    /**
     * A named tensor that must be there.
     *
     * @param name one of the constants, or a family's own name
     * @return the tensor, read-only, owned by this conditioning
     * @throws SyrinxException if there is none; the message lists the names that there are
     */
    public NDArray tensor(String name) {
        NDArray t = tensors.get(name);
        if (t == null) {
            throw new SyrinxException(
                    "a conditioning with the tensor \"" + name + "\"",
                    "the encoder gave only " + tensors.keySet(),
                    "wire an encoder that provides it");
        }
        return t;
    }

    /**
     * A named tensor that may be there.
     *
     * @param name one of the constants, or a family's own name
     * @return the tensor, read-only, or empty
     */
    public Optional<NDArray> optional(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * All tensors.
     *
     * @return name to tensor, unmodifiable
     */
    public Map<String, NDArray> tensors() {
        return tensors;
    }

    /**
     * The latent to start from: the finished latent for a family without denoiser, the source end
     * for a bridge.
     *
     * @return the start, owned by this conditioning, or empty when the denoiser starts from noise
     */
    public Optional<Latent> start() {
        return Optional.ofNullable(start);
    }

    /**
     * Facts for people and reports: the phones spoken, the speaker chosen ...
     *
     * @return name to text, unmodifiable, in insertion order
     */
    public Map<String, String> notes() {
        return notes;
    }

    /**
     * What was not as asked, although speech can be made: an unknown symbol that was left out, for
     * example.
     *
     * @return whole sentences
     */
    public List<String> warnings() {
        return warnings;
    }

    /**
     * Whether every value of every tensor, and of the start, is a number. Copies them to Java: for
     * checks between stages, not for inner loops.
     *
     * @return false if a value is NaN or infinite
     */
    public boolean finite() {
        return tensors.values().stream().allMatch(FiniteCheck::of)
                && (start == null || start.finite());
    }

    @Override
    public void close() {
        tensors.values().forEach(NDArray::close);
        if (start != null) {
            start.close();
        }
    }

    /** Collects the parts; not thread-safe. */
    @ProviderType
    public static final class Builder {
        private final LatentSpec spec;
        private final long frames;
        private final Map<String, NDArray> tensors = new LinkedHashMap<>();
        private final Map<String, String> notes = new LinkedHashMap<>();
        private final List<String> warnings = new ArrayList<>();
        private Latent start;

        private Builder(LatentSpec spec, long frames) {
            this.spec = Objects.requireNonNull(spec, "spec");
            this.frames = frames;
            if (frames < 1) {
                throw new ContractException(
                        "an utterance of at least 1 frame",
                        frames + " frames",
                        "correct the encoder");
            }
        }

        /**
         * Adds a tensor and takes ownership of it.
         *
         * @param name one of the constants, or a family's own name
         * @param tensor detached from any scope
         * @return this
         */
        public Builder tensor(String name, NDArray tensor) {
            tensors.put(name, Objects.requireNonNull(tensor, name));
            return this;
        }

        /**
         * Sets the start and takes ownership of it.
         *
         * @param latent the start
         * @return this
         */
        public Builder start(Latent latent) {
            this.start = latent;
            return this;
        }

        /**
         * Adds a fact.
         *
         * @param name what it is
         * @param text its value
         * @return this
         */
        public Builder note(String name, String text) {
            notes.put(name, text);
            return this;
        }

        /**
         * Adds a warning.
         *
         * @param sentence a whole sentence
         * @return this
         */
        public Builder warning(String sentence) {
            warnings.add(sentence);
            return this;
        }

        /**
         * Finishes.
         *
         * @return the conditioning, which now owns the parts
         */
        public Conditioning build() {
            return new Conditioning(this);
        }
    }
}
