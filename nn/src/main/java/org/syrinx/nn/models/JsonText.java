package org.syrinx.nn.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import org.syrinx.api.ModelFormatException;

/**
 * JSON from strangers. Its depth and its numbers are bounded, and no key is kept in a table whose
 * collisions somebody could provoke.
 */
public final class JsonText {
    private static final JSON STRICT =
            JSON.builder(
                            JsonFactory.builder()
                                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(64)
                                                    .maxNumberLength(400)
                                                    .build())
                                    .build())
                    .build();

    private JsonText() {}

    /**
     * Reads an object.
     *
     * @param bytes UTF-8
     * @param source what to call it in errors
     * @return the object, in the order of the text
     * @throws ModelFormatException if it is not a JSON object
     */
    public static Map<String, Object> object(byte[] bytes, String source) {
        try {
            return JsonFields.asObject(STRICT.anyFrom(bytes), source);
        } catch (IOException e) {
            throw new ModelFormatException(
                    "a JSON file",
                    source + " cannot be read (" + firstLine(e) + ")",
                    "Check the model folder.",
                    e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }
}
