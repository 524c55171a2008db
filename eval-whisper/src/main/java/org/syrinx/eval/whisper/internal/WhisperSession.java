package org.syrinx.eval.whisper.internal;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.syrinx.api.Audio;
import org.syrinx.api.SyrinxException;
import org.syrinx.eval.Recogniser;

/**
 * Encoder, and a greedy decoder that computes the whole sequence for each token (no cache): slow,
 * and simple enough to be trusted. Nothing is kept between utterances.
 */
final class WhisperSession implements Recogniser.Session {
    private final WhisperFolder folder;
    private final WhisperFeatures features;
    private final OrtEnvironment environment;
    private final OrtSession encoder;
    private final OrtSession decoder;

    private WhisperSession(
            WhisperFolder folder,
            OrtEnvironment environment,
            OrtSession encoder,
            OrtSession decoder) {
        this.folder = folder;
        this.features = new WhisperFeatures(folder.bands());
        this.environment = environment;
        this.encoder = encoder;
        this.decoder = decoder;
    }

    static WhisperSession open(Path path) {
        WhisperFolder folder = WhisperFolder.open(path);
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession encoder =
                    environment.createSession(path.resolve("encoder_model.onnx").toString());
            try {
                OrtSession decoder =
                        environment.createSession(path.resolve("decoder_model.onnx").toString());
                return new WhisperSession(folder, environment, encoder, decoder);
            } catch (OrtException e) {
                encoder.close();
                throw e;
            }
        } catch (OrtException e) {
            throw failed("to load the Whisper in " + path, e);
        }
    }

    @Override
    public String recognise(Audio audio) {
        return folder.tokens().text(tokens(audio)).strip();
    }

    /** What is heard, without the tokens that the decoder begins with. */
    List<Integer> tokens(Audio audio) {
        long[] shape = {1, features.bands(), WhisperFeatures.FRAMES};
        try (OnnxTensor mel =
                        OnnxTensor.createTensor(
                                environment, FloatBuffer.wrap(features.of(audio)), shape);
                OrtSession.Result encoded = encoder.run(Map.of("input_features", mel))) {
            OnnxTensor hidden = (OnnxTensor) encoded.get(0);
            List<Integer> sequence = new ArrayList<>(folder.start());
            while (sequence.size() < folder.longest()) {
                int next = next(sequence, hidden);
                if (next == folder.end()) {
                    break;
                }
                sequence.add(next);
            }
            return List.copyOf(sequence.subList(folder.start().size(), sequence.size()));
        } catch (OrtException e) {
            throw failed("to run the Whisper in " + folder.path(), e);
        }
    }

    private int next(List<Integer> sequence, OnnxTensor hidden) throws OrtException {
        long[] ids = sequence.stream().mapToLong(Integer::longValue).toArray();
        try (OnnxTensor input =
                        OnnxTensor.createTensor(
                                environment, LongBuffer.wrap(ids), new long[] {1, ids.length});
                OrtSession.Result result =
                        decoder.run(Map.of("input_ids", input, "encoder_hidden_states", hidden))) {
            FloatBuffer all = ((OnnxTensor) result.get("logits").orElseThrow()).getFloatBuffer();
            int words = all.capacity() / ids.length;
            float[] logits = new float[words];
            all.position((ids.length - 1) * words).get(logits);
            mute(logits, folder.suppressed());
            if (sequence.size() == folder.start().size()) {
                mute(logits, folder.suppressedFirst());
            }
            int best = 0;
            for (int i = 1; i < words; i++) {
                best = logits[i] > logits[best] ? i : best;
            }
            return best;
        }
    }

    private static void mute(float[] logits, List<Integer> tokens) {
        for (int t : tokens) {
            if (t < logits.length) {
                logits[t] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    private static SyrinxException failed(String what, OrtException e) {
        return new SyrinxException(
                what,
                "ONNX Runtime says: " + e.getMessage(),
                "export the model again (encoder_model.onnx, decoder_model.onnx without cache)",
                e);
    }

    @Override
    public void close() {
        try {
            encoder.close();
            decoder.close();
        } catch (OrtException e) {
            throw failed("to close the Whisper in " + folder.path(), e);
        }
    }
}
