package org.syrinx.text.normalize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Percent and units of measurement after a number: 50%, 5kg, 5 km/h, 20 °C. A unit alone is a word
 * like any other.
 */
final class Units implements Rule {
    private static final Pattern JOINED =
            Pattern.compile("([-+]?(?:" + Speak.NUMBER + "))(\\D[^\\d]*)");
    private static final Pattern NUMBER = Pattern.compile("[-+]?(?:" + Speak.NUMBER + ")");

    /** Unit to singular and plural. */
    private static final Map<String, String[]> UNITS = units();

    private static Map<String, String[]> units() {
        Map<String, String[]> u = new HashMap<>();
        String table =
                "%:per cent/per cent;kg:kilogram;g:gram;mg:milligram;lb:pound;lbs:pound;oz:ounce;"
                    + "km:kilometer;m:meter;cm:centimeter;mm:millimeter;nm:nanometer;um:micrometer;"
                    + "ft:foot/feet;yd:yard;mi:mile;"
                    + "l:liter;L:liter;ml:milliliter;mL:milliliter;gal:gallon;"
                    + "h:hour;hr:hour;hrs:hour;min:minute;mins:minute;s:second;sec:second;secs:second;"
                    + "ms:millisecond;us:microsecond;Hz:hertz/hertz;hz:hertz/hertz;kHz:kilohertz/kilohertz;"
                    + "KHz:kilohertz/kilohertz;MHz:megahertz/megahertz;GHz:gigahertz/gigahertz;"
                    + "B:byte;KB:kilobyte;kB:kilobyte;MB:megabyte;GB:gigabyte;TB:terabyte;Kbps:kilobit"
                    + " per second/kilobits per second;Mbps:megabit per second/megabits per"
                    + " second;W:watt;kW:kilowatt;MW:megawatt;kWh:kilowatt"
                    + " hour;V:volt;mV:millivolt;A:ampere;mA:milliampere;"
                    + "dB:decibel;J:joule;kJ:kilojoule;N:newton;Pa:pascal;kPa:kilopascal;mph:mile"
                    + " per hour/miles per hour;km/h:kilometer per hour/kilometers per"
                    + " hour;kph:kilometer per hour/kilometers per hour;m/s:meter per second/meters"
                    + " per second;rpm:revolution per minute/revolutions per"
                    + " minute;\u00b0:degree;\u00b0C:degree celsius/degrees celsius;\u00b0F:degree"
                    + " fahrenheit/degrees fahrenheit;in:inch/inches;x:times/times";
        for (String entry : table.split(";")) {
            String[] f = entry.split(":");
            String[] names = f[1].split("/");
            u.put(f[0], names.length == 2 ? names : new String[] {f[1], f[1] + "s"});
        }
        return u;
    }

    private static final Pattern FEET_AND_INCHES = Pattern.compile("(\\d+)'(\\d+)");

    @Override
    public Optional<Expansion> expand(Tokens tokens, int at) {
        String core = tokens.core(at);
        Matcher height = FEET_AND_INCHES.matcher(core);
        if (height.matches()) { // 5'10", whose closing mark is the sign of inches
            String after = tokens.get(at).after().replaceFirst("^\"|^''", "");
            List<SpokenWord> feet = unitWords(height.group(1), "ft");
            return Optional.of(
                    new Expansion(1, Speak.join(feet, unitWords(height.group(2), "in")), after));
        }
        Matcher joined = JOINED.matcher(core);
        if (joined.matches()
                && UNITS.containsKey(joined.group(2))
                && !core.matches("\\d{4}s|\\d0s")) {
            return unit(tokens, at, 1, joined.group(1), joined.group(2));
        }
        String next = tokens.core(at + 1);
        boolean separate =
                tokens.joined(at)
                        && UNITS.containsKey(next)
                        && !next.matches("in|x|A|B|V|N|us|s|m|g|h|l|W|J");
        if (separate && NUMBER.matcher(core).matches()) {
            return unit(tokens, at, 2, core, next);
        }
        return Optional.empty();
    }

    private static Optional<Expansion> unit(
            Tokens tokens, int at, int count, String figures, String unit) {
        List<SpokenWord> words = unitWords(figures, unit);
        boolean stop = !tokens.sentenceMayEnd(at + count - 1) && !unit.equals("%");
        return Optional.of(
                stop
                        ? Expansion.abbreviated(tokens, at, count, words)
                        : Expansion.of(tokens, at, count, words));
    }

    private static List<SpokenWord> unitWords(String figures, String unit) {
        String[] names = UNITS.get(unit);
        String name = Speak.isOne(figures) ? names[0] : names[1];
        return Speak.join(Speak.number(figures), Speak.words(name));
    }
}
