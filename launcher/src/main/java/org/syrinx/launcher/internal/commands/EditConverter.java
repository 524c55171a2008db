package org.syrinx.launcher.internal.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.syrinx.api.Edit;
import org.syrinx.api.Edit.Breakpoints;
import org.syrinx.api.Edit.Point;
import org.syrinx.api.Edit.TimeUnit;
import org.syrinx.api.SyrinxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an edit: {@code gender=+1}, {@code level=0@0%,2@50%,0@100%} (points that are joined by
 * lines) or {@code gender=1@0.5s-1.2s} (nothing outside).
 */
final class EditConverter implements ITypeConverter<Edit> {
    private static final String NUMBER = "[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)";
    private static final String TIME = "(\\d+(?:\\.\\d*)?|\\.\\d+)(s|%)";
    private static final Pattern CONSTANT = Pattern.compile(NUMBER);
    private static final Pattern POINT = Pattern.compile("(" + NUMBER + ")@" + TIME);
    private static final Pattern SPAN = Pattern.compile("(" + NUMBER + ")@" + TIME + "-" + TIME);

    @Override
    public Edit convert(String text) {
        int equals = text.indexOf('=');
        if (equals <= 0) {
            throw refused(text);
        }
        String name = text.substring(0, equals);
        String value = text.substring(equals + 1);
        try {
            if (CONSTANT.matcher(value).matches()) {
                return Edit.of(name, Double.parseDouble(value));
            }
            Matcher span = SPAN.matcher(value);
            return Edit.of(name, span.matches() ? span(text, span) : points(text, value));
        } catch (SyrinxException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static Breakpoints span(String text, Matcher m) {
        TimeUnit unit = unit(m.group(3));
        if (unit != unit(m.group(5))) {
            throw refused(text);
        }
        double strength = Double.parseDouble(m.group(1));
        double from = time(m.group(2), unit);
        double to = time(m.group(4), unit);
        return new Breakpoints(
                unit,
                List.of(
                        new Point(from, 0),
                        new Point(from, strength),
                        new Point(to, strength),
                        new Point(to, 0)));
    }

    private static Breakpoints points(String text, String value) {
        List<Point> points = new ArrayList<>();
        TimeUnit unit = null;
        for (String one : value.split(",", -1)) {
            Matcher m = POINT.matcher(one);
            if (!m.matches() || unit != null && unit != unit(m.group(3))) {
                throw refused(text);
            }
            unit = unit(m.group(3));
            points.add(new Point(time(m.group(2), unit), Double.parseDouble(m.group(1))));
        }
        return new Breakpoints(unit, points);
    }

    private static TimeUnit unit(String text) {
        return text.equals("s") ? TimeUnit.SECONDS : TimeUnit.FRACTION;
    }

    private static double time(String text, TimeUnit unit) {
        double number = Double.parseDouble(text);
        if (unit == TimeUnit.FRACTION && number > 100) {
            throw new SyrinxException("a time of at most 100 %", text + " %", "correct --edit");
        }
        return unit == TimeUnit.FRACTION ? number / 100 : number;
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException(
                "\""
                        + text
                        + "\" is no edit. Expected: NAME=STRENGTH (gender=+1), points over time in"
                        + " seconds or in % of the sentence (level=0@0%,2@50%,0@100%), or a span"
                        + " (gender=1@0.5s-1.2s). Correct --edit.");
    }
}
