package org.syrinx.corpus.internal.plan;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.corpus.CorpusSize;
import org.syrinx.corpus.Speaker;
import org.syrinx.corpus.Style;
import org.syrinx.corpus.Teacher;
import org.syrinx.corpus.format.Sha256;
import org.syrinx.corpus.internal.text.TextResource;

/**
 * Everything that decides what a corpus contains.
 *
 * @param values names and values, as in {@code corpus.json} under {@code config}
 */
public record Configuration(Map<String, Object> values) {
    private static final List<String> TEXTS =
            List.of(
                    "words.txt",
                    "templates.txt",
                    "sentences.txt",
                    "open-200.txt",
                    "digits-100.txt",
                    "grid-100.txt",
                    "dictionary-2000.txt");

    /**
     * Collects it.
     *
     * @param teacher who speaks; checked already
     * @param size how much
     * @param seed seed
     * @return the configuration
     */
    public static Configuration of(Teacher teacher, CorpusSize size, long seed) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("size", size.id());
        values.put("seed", seed);
        values.put("sentences_per_speaker", size.sentences());
        values.put("shared_sentences", size.shared());
        values.put("sentences_per_style", size.styled());
        values.put("held_out_sentences", size.heldOut());
        values.put("evaluation_prompts", size.prompts());
        values.put("teacher", teacher.name());
        values.put("teacher_version", teacher.version());
        values.put("teacher_licence", teacher.licence());
        values.put("speakers", teacher.speakers().stream().map(Configuration::speaker).toList());
        Map<String, Object> styles = new LinkedHashMap<>();
        for (Style style : Style.values()) {
            Map<String, Object> factors = new LinkedHashMap<>();
            factors.put("duration", style.duration());
            factors.put("f0", style.f0());
            factors.put("f0_spread_hz", style.f0Spread());
            factors.put("active_dbfs", style.level());
            factors.put("tilt_db", style.tilt());
            styles.put(style.id(), factors);
        }
        values.put("styles", styles);
        Map<String, Object> texts = new LinkedHashMap<>();
        for (String name : TEXTS) {
            texts.put(name, Sha256.of(TextResource.raw(name).getBytes(StandardCharsets.UTF_8)));
        }
        values.put("text_sha256", texts);
        return new Configuration(values);
    }

    private static Map<String, Object> speaker(Speaker s) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", s.id());
        map.put("gender", s.gender());
        map.put("base", s.base());
        map.put("warp", s.warp());
        map.put("f0_hz", s.f0());
        map.put("role", s.role().name().toLowerCase(java.util.Locale.ROOT));
        map.put("loudest_dbfs", s.loudest());
        map.put("styles", s.styles().stream().sorted().map(Style::id).toList());
        return map;
    }

    /**
     * Tells configurations apart.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        try {
            return Sha256.of(JSON.std.asString(values).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("Strings and numbers can always be written as JSON", e);
        }
    }
}
