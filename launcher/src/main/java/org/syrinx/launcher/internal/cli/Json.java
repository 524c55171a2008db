package org.syrinx.launcher.internal.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.syrinx.api.SyrinxException;

/** Results and errors for machines. */
final class Json {
    private Json() {}

    static String of(Map<String, Object> value) {
        try {
            return JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                    .asString(plain(value));
        } catch (IOException e) {
            throw new IllegalStateException("a string cannot fail to be written to", e);
        }
    }

    static String error(SyrinxException e) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", e.getMessage());
        error.put("expected", e.expected());
        error.put("found", e.found());
        error.put("action", e.action());
        return of(Map.of("error", error));
    }

    /** JSON has no NaN and no infinity: they become null. Anything unknown becomes its text. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> out = new LinkedHashMap<>();
            map.forEach((k, v) -> out.put(String.valueOf(k), plain(v)));
            return out;
        }
        if (value instanceof Collection<?> items) {
            List<Object> out = new ArrayList<>();
            items.forEach(item -> out.add(plain(item)));
            return out;
        }
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? number : null;
        }
        return value == null || value instanceof Boolean ? value : value.toString();
    }
}
