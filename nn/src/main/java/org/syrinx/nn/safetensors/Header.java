package org.syrinx.nn.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.ModelFormatException;

/**
 * Parses and checks a safetensors header.
 *
 * @param metadata the free text map
 * @param tensors the tensors, in the order of their data
 */
record Header(Map<String, String> metadata, Map<String, TensorInfo> tensors) {
    private static final String METADATA = "__metadata__";
    private static final int MAX_RANK = 64;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    // names that collide in a table of names must not be an error of the program
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(4)
                                    .maxNumberLength(20)
                                    .build())
                    .build();

    /** One file being parsed: where it came from, for messages. */
    private record Context(String file, long dataBytes) {
        ModelFormatException refuse(String rule, String found) {
            return refuse(rule, found, null);
        }

        ModelFormatException refuse(String rule, String found, Throwable cause) {
            return new ModelFormatException(
                    rule,
                    "the safetensors file " + file + " " + found,
                    "The file is damaged, incomplete or unsafe: download or export it again.",
                    cause);
        }
    }

    /**
     * Parses a header.
     *
     * @param file the name of the file, for messages
     * @param json the header's bytes
     * @param dataBytes the number of bytes that follow the header
     * @throws ModelFormatException if any rule is broken
     */
    static Header parse(String file, byte[] json, long dataBytes) {
        Context context = new Context(file, dataBytes);
        String text = decode(context, json);
        if (text.isEmpty() || text.charAt(0) != '{') {
            throw context.refuse("the header starts with {", "has a header that starts otherwise");
        }
        int close = text.lastIndexOf('}');
        for (int i = close + 1; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                throw context.refuse("the header is padded with spaces only", "has other padding");
            }
        }
        try (JsonParser p = JSON.createParser(text)) {
            Header header = read(context, p);
            if (p.nextToken() != null) {
                throw context.refuse("the header is one JSON object", "has text after the object");
            }
            return header;
        } catch (IOException e) {
            String[] lines = String.valueOf(e.getMessage()).split("\n", 2);
            throw context.refuse(
                    "the header is strict JSON without duplicate keys",
                    "has a malformed header: " + clip(lines[0]),
                    e);
        }
    }

    private static String decode(Context context, byte[] json) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
        } catch (CharacterCodingException e) {
            throw context.refuse("the header is UTF-8", "has a header that is not UTF-8", e);
        }
    }

    private static Header read(Context context, JsonParser p) throws IOException {
        Map<String, String> metadata = Map.of();
        List<TensorInfo> tensors = new ArrayList<>();
        p.nextToken(); // the object that parse() saw
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String name = p.currentName();
            if (p.nextToken() != JsonToken.START_OBJECT) {
                throw context.refuse(
                        "every entry of the header is an object",
                        "has another entry, " + quote(name));
            }
            if (name.equals(METADATA)) {
                metadata = metadata(context, p);
            } else {
                tensors.add(tensor(context, name, p));
            }
        }
        return new Header(metadata, inOrder(context, tensors));
    }

    private static Map<String, String> metadata(Context context, JsonParser p) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String key = p.currentName();
            if (p.nextToken() != JsonToken.VALUE_STRING) {
                throw context.refuse(
                        "__metadata__ maps strings to strings",
                        "maps " + quote(key) + " to something else");
            }
            map.put(key, p.getText());
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    private static TensorInfo tensor(Context context, String name, JsonParser p)
            throws IOException {
        DType dtype = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (p.nextToken() == JsonToken.FIELD_NAME) {
            String field = p.currentName();
            p.nextToken();
            switch (field) {
                case "dtype" -> dtype = dtype(context, name, p);
                case "shape" -> shape = integers(context, name, field, p, MAX_RANK);
                case "data_offsets" -> offsets = integers(context, name, field, p, 2);
                default ->
                        throw context.refuse(
                                "a tensor has dtype, shape and data_offsets and nothing else",
                                "gives tensor " + quote(name) + " a field " + quote(field));
            }
        }
        if (dtype == null || shape == null || offsets == null || offsets.size() != 2) {
            throw context.refuse(
                    "a tensor has dtype, shape and two data_offsets",
                    "lacks some of them for tensor " + quote(name));
        }
        long begin = offsets.get(0);
        long end = offsets.get(1);
        if (begin > end || end > context.dataBytes) {
            throw context.refuse(
                    "data_offsets lie inside the data, begin before end",
                    "puts tensor "
                            + quote(name)
                            + " at ["
                            + begin
                            + ", "
                            + end
                            + "] of "
                            + context.dataBytes
                            + " bytes");
        }
        long bytes = size(context, name, dtype, shape);
        if (bytes != end - begin) {
            throw context.refuse(
                    "shape times element size is the length of the data",
                    "gives tensor "
                            + quote(name)
                            + " of shape "
                            + shape
                            + " and type "
                            + dtype
                            + " "
                            + (end - begin)
                            + " bytes instead of "
                            + bytes);
        }
        return new TensorInfo(name, dtype, shape, begin, end);
    }

    private static DType dtype(Context context, String name, JsonParser p) throws IOException {
        if (p.currentToken() == JsonToken.VALUE_STRING) {
            for (DType t : DType.values()) {
                if (t.name().equals(p.getText())) {
                    return t;
                }
            }
        }
        throw context.refuse(
                "dtype is one of " + List.of(DType.values()),
                "gives tensor " + quote(name) + " the dtype " + quote(p.getText()));
    }

    private static List<Long> integers(
            Context context, String name, String field, JsonParser p, int most) throws IOException {
        String rule = field + " is a list of at most " + most + " integers from 0 to 2^63-1";
        if (p.currentToken() != JsonToken.START_ARRAY) {
            throw context.refuse(rule, "breaks this for tensor " + quote(name));
        }
        List<Long> list = new ArrayList<>();
        while (p.nextToken() != JsonToken.END_ARRAY) {
            if (p.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || p.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                    || p.getText().startsWith("-")
                    || list.size() == most) {
                throw context.refuse(
                        rule,
                        "breaks this for tensor " + quote(name) + " with " + clip(p.getText()));
            }
            list.add(p.getLongValue());
        }
        return list;
    }

    private static long size(Context context, String name, DType dtype, List<Long> shape) {
        try {
            long bytes = dtype.bytes();
            for (long d : shape) {
                // Checked even where a later axis is 0: an overflowing shape is never honest.
                bytes = Math.multiplyExact(bytes, d);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw context.refuse(
                    "the size of a tensor fits in 63 bits",
                    "gives tensor " + quote(name) + " the shape " + shape,
                    e);
        }
    }

    private static Map<String, TensorInfo> inOrder(Context context, List<TensorInfo> tensors) {
        tensors.sort(
                Comparator.comparingLong(TensorInfo::begin)
                        .thenComparingLong(TensorInfo::end)
                        .thenComparing(TensorInfo::name));
        Map<String, TensorInfo> map = new LinkedHashMap<>();
        long at = 0;
        TensorInfo previous = null;
        for (TensorInfo t : tensors) {
            boolean alias =
                    previous != null && previous.begin() == t.begin() && t.begin() == t.end();
            if (t.begin() != at || alias) {
                throw context.refuse(
                        "tensors follow one another without holes, overlap or shared offsets",
                        "starts tensor "
                                + quote(t.name())
                                + " at byte "
                                + t.begin()
                                + " where byte "
                                + at
                                + (alias ? " is already taken by an empty tensor" : " is next"));
            }
            at = t.end();
            previous = t;
            map.put(t.name(), t);
        }
        if (at != context.dataBytes) {
            throw context.refuse(
                    "the last tensor ends at the end of the file",
                    "has " + (context.dataBytes - at) + " bytes after the last tensor");
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    private static String quote(String s) {
        return "\"" + clip(s) + "\"";
    }

    /** Names come from strangers: shown short and without control characters. */
    private static String clip(String s) {
        String clean = s.replaceAll("\\p{C}", "?");
        return clean.length() <= 120 ? clean : clean.substring(0, 120) + "...";
    }
}
