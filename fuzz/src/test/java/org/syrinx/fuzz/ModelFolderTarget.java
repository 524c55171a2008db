package org.syrinx.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.models.JsonText;
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.text.HfTokenizer;
import org.syrinx.plugin.vits.internal.text.Tokenizer;
import org.syrinx.plugin.vits.internal.text.TokenizerFiles;

/**
 * The text files of a model folder and a text to speak, each ended by a zero byte: configuration,
 * vocabulary, tokenizer configuration, special tokens, added tokens, text. A file that is empty is
 * not there.
 */
public final class ModelFolderTarget {
    private static final List<String> FILES =
            List.of(
                    "vocab.json",
                    "tokenizer_config.json",
                    "special_tokens_map.json",
                    "added_tokens.json");

    private ModelFolderTarget() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        List<byte[]> parts = split(input);
        int rows = rows(parts.get(0));
        try {
            TokenizerFiles files = TokenizerFiles.of(name -> json(name, parts), "fuzz", rows);
            String text = new String(part(parts, 1 + FILES.size()), StandardCharsets.UTF_8);
            HfTokenizer tokenizer = new HfTokenizer(files, ipa -> ipa);
            if (input.length % 16 == 0) {
                tokenizer.languages(); // goes through all languages there are
            }
            fits(tokenizer.tokenize(text), rows);
            fits(tokenizer.splitting(true).tokenize(text), rows);
        } catch (SyrinxException e) {
            Oracle.plain(e);
        }
    }

    /** The configuration's rows of the embedding, or the default where it is refused. */
    private static int rows(byte[] config) {
        try {
            VitsConfig c = VitsConfig.of(JsonText.object(config, "config.json"), "config.json");
            Oracle.holds(c.hop() >= 1 && c.hop() <= 1 << 16, "a hop", c.hop());
            Oracle.holds(c.text().hidden() % c.text().heads() == 0, "heads divide the width");
            Oracle.holds(c.flowSize() % 2 == 0, "the flow splits its channels");
            Oracle.holds(c.samplingRate() >= 1000, "a rate that can be played");
            return c.vocabSize();
        } catch (SyrinxException e) {
            Oracle.plain(e);
            return 38;
        }
    }

    private static void fits(Tokenizer.Tokens tokens, int rows) {
        Oracle.holds(tokens.ids().length > 0, "something to say");
        for (long id : tokens.ids()) {
            Oracle.holds(id >= 0 && id < rows, "an id of the embedding", id);
        }
    }

    private static Optional<Map<String, Object>> json(String name, List<byte[]> parts) {
        byte[] bytes = part(parts, 1 + FILES.indexOf(name));
        boolean must = name.equals("vocab.json");
        return bytes.length == 0 && !must
                ? Optional.empty()
                : Optional.of(JsonText.object(bytes, name));
    }

    private static byte[] part(List<byte[]> parts, int i) {
        return i < parts.size() ? parts.get(i) : new byte[0];
    }

    private static List<byte[]> split(byte[] input) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= input.length; i++) {
            if (i == input.length || input[i] == 0) {
                parts.add(java.util.Arrays.copyOfRange(input, from, i));
                from = i + 1;
            }
        }
        return parts;
    }
}
