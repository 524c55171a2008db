package org.syrinx.launcher.internal.commands;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.syrinx.api.StageInfo;

/** Columns of text, as wide as they have to be. */
public final class Tables {
    private Tables() {}

    /**
     * Aligns columns by spaces; the last column is not padded.
     *
     * @param rows of equal length
     * @return lines
     */
    public static String align(List<List<String>> rows) {
        int columns = rows.isEmpty() ? 0 : rows.get(0).size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < columns; c++) {
                line.append(row.get(c));
                if (c < columns - 1) {
                    line.append(" ".repeat(width[c] - row.get(c).length() + 2));
                }
            }
            out.append(out.length() == 0 ? "" : "\n").append(line.toString().stripTrailing());
        }
        return out.toString();
    }

    static Map<String, Object> json(StageInfo info) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("model", info.model());
        json.put("plugin", info.plugin());
        json.put("version", info.version());
        json.put("fingerprint", info.fingerprint());
        json.put("device", info.device());
        json.put("details", info.details());
        return json;
    }
}
