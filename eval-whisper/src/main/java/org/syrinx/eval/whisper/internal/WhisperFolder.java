package org.syrinx.eval.whisper.internal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;

/**
 * A folder of an exported Whisper, as the ONNX exports on the Hugging Face hub have it.
 *
 * @param path the folder
 * @param bands mel bands
 * @param start tokens that the decoder begins with: start of transcript, English, transcribe, no
 *     time stamps; a model for English alone has neither language nor task
 * @param end the token that ends
 * @param longest length of the sequence, prompt included, at which to stop
 * @param suppressed tokens that are never said
 * @param suppressedFirst tokens that are not said first
 * @param tokens tokens to text
 */
record WhisperFolder(
        Path path,
        int bands,
        List<Integer> start,
        int end,
        int longest,
        List<Integer> suppressed,
        List<Integer> suppressedFirst,
        WhisperTokens tokens) {
    static final List<String> FILES =
            List.of(
                    "encoder_model.onnx",
                    "decoder_model.onnx",
                    "config.json",
                    "generation_config.json",
                    "vocab.json");

    static WhisperFolder open(Path path) {
        Map<String, Object> config = json(path, "config.json");
        Map<String, Object> generation = json(path, "generation_config.json");
        List<Integer> start = new ArrayList<>();
        start.add(number(generation, "decoder_start_token_id", path));
        if (!Boolean.FALSE.equals(generation.get("is_multilingual"))) {
            start.add(number(map(generation, "lang_to_id", path), "<|en|>", path));
            start.add(number(map(generation, "task_to_id", path), "transcribe", path));
        }
        start.add(number(generation, "no_timestamps_token_id", path));
        return new WhisperFolder(
                path,
                number(config, "num_mel_bins", path),
                List.copyOf(start),
                number(config, "eos_token_id", path),
                number(config, "max_target_positions", path),
                numbers(generation, "suppress_tokens"),
                numbers(generation, "begin_suppress_tokens"),
                new WhisperTokens(json(path, "vocab.json")));
    }

    private static Map<String, Object> json(Path folder, String name) {
        try {
            return JSON.std.mapFrom(Files.readString(folder.resolve(name)));
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a folder of a Whisper that was exported to ONNX, with " + FILES,
                    folder.resolve(name) + " cannot be read (" + e + ")",
                    "Name another folder.",
                    e);
        }
    }

    private static int number(Map<String, Object> json, String key, Path folder) {
        if (json.get(key) instanceof Integer n) {
            return n;
        }
        throw wrong(key, json.get(key), folder);
    }

    @SuppressWarnings("unchecked") // JSON objects have string keys
    private static Map<String, Object> map(Map<String, Object> json, String key, Path folder) {
        if (json.get(key) instanceof Map<?, ?> m) {
            return (Map<String, Object>) m;
        }
        throw wrong(key, json.get(key), folder);
    }

    private static ModelFormatException wrong(String key, Object value, Path folder) {
        return new ModelFormatException(
                "\"" + key + "\" in the configuration of a Whisper",
                folder + " says " + value,
                "Export the model again with its generation_config.json.");
    }

    private static List<Integer> numbers(Map<String, Object> json, String key) {
        List<Integer> out = new ArrayList<>();
        if (json.get(key) instanceof List<?> list) {
            for (Object o : list) {
                if (o instanceof Integer n && n >= 0) {
                    out.add(n);
                }
            }
        }
        return List.copyOf(out);
    }
}
