package org.syrinx.compare.internal.report;

import java.util.Base64;
import java.util.Locale;

/** Text as HTML, and numbers as text. */
final class Html {
    private Html() {}

    /** Text that may stand between tags and in quoted attributes. */
    static String text(Object value) {
        return String.valueOf(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String dataUri(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }

    /** Three significant digits, without an exponent where people read none. */
    static String number(double x) {
        if (Double.isNaN(x)) {
            return "–";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(x);
        String text;
        if (size != 0 && (size < 0.001 || size >= 1e7)) {
            text = String.format(Locale.ROOT, "%.2e", x);
        } else {
            int decimals =
                    size >= 100 || x == Math.rint(x) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
            text = String.format(Locale.ROOT, "%." + decimals + "f", x);
        }
        return text.replace("-", "−");
    }

    /** With a sign, for differences. */
    static String signed(double x) {
        return (x > 0 ? "+" : "") + number(x);
    }
}
