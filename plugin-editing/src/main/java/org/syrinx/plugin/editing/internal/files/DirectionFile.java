package org.syrinx.plugin.editing.internal.files;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.SyrinxException;
import org.syrinx.nn.safetensors.SafetensorsFile;
import org.syrinx.nn.safetensors.SafetensorsWriter;
import org.syrinx.nn.safetensors.Tensor;
import org.syrinx.nn.safetensors.TensorInfo;

/**
 * A direction in a file: safetensors with the tensors {@code v (steps, channels, bins)} and, for
 * reference, {@code mean} of the captured activations; everything else is text in the header (spec
 * 4.6). Files come from strangers: every value is checked before it is used.
 */
public final class DirectionFile {
    /** What direction files are called. */
    public static final String SUFFIX = ".direction.safetensors";

    private static final String FORMAT = "syrinx-direction";
    private static final String VERSION = "1";
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_ENTRIES = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
    private static final Pattern HOOK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");
    private static final Pattern FINGERPRINT = Pattern.compile("[A-Za-z0-9:+_.-]{1,200}");
    private static final Set<String> TENSORS = Set.of("v", "mean", "std");

    private DirectionFile() {}

    /**
     * Whether a name can be a direction's: it is part of file names and of commands.
     *
     * @param name to be checked
     * @return true for letters, digits and {@code . _ + -}, at most 64
     */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void requireName(String name) {
        if (!isName(name)) {
            throw new SyrinxException(
                    "a name of letters, digits and . _ + -, at most 64",
                    "\"" + name + "\"",
                    "choose another name");
        }
    }

    /**
     * Writes a direction.
     *
     * @param file where; replaced if it is there
     * @param d the direction
     * @param data what it was found from, or null: mean and std are then left out
     */
    public static void write(Path file, Direction d, ActivationSet data) {
        requireName(d.name());
        Map<String, String> header = new TreeMap<>();
        header.put("format", FORMAT);
        header.put("format_version", VERSION);
        header.put("name", d.name());
        header.put("fingerprint", d.fingerprint());
        header.put("hook", d.hook().hook());
        header.put("channels", Integer.toString(d.hook().channels()));
        header.put("bins", Integer.toString(d.hook().bins()));
        header.put("time_stride", Integer.toString(d.hook().timeStride()));
        header.put("unit", d.unit());
        header.put("minimum", Double.toString(d.minimum()));
        header.put("maximum", Double.toString(d.maximum()));
        List<Double> times = new ArrayList<>();
        for (double t : d.times()) {
            times.add(t);
        }
        header.put("times", json(times));
        header.put("side_effects", json(d.sideEffects()));
        header.put("provenance", json(d.provenance()));
        long[] shape = {d.steps(), d.hook().channels(), Math.max(1, d.hook().bins())};
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(Tensor.of("v", d.values(), shape));
        if (data != null) {
            float[] mean = mean(data, d.values().length);
            tensors.add(Tensor.of("mean", mean, shape));
            tensors.add(Tensor.of("std", deviations(data, d, mean), d.steps()));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new SyrinxException(
                    "a folder for " + file, "the system says: " + e, "choose another place", e);
        }
        SafetensorsWriter.write(file, header, tensors);
    }

    private static float[] mean(ActivationSet data, int length) {
        double[] sum = new double[length];
        data.samples()
                .forEach(
                        s -> {
                            for (int i = 0; i < length; i++) {
                                sum[i] += s.pooled()[i] / (double) data.samples().size();
                            }
                        });
        float[] out = new float[length];
        for (int i = 0; i < length; i++) {
            out[i] = (float) sum[i];
        }
        return out;
    }

    /** At each step, the standard deviation of the utterances along the direction. */
    private static float[] deviations(ActivationSet data, Direction d, float[] mean) {
        int width = d.values().length / d.steps();
        float[] out = new float[d.steps()];
        for (int i = 0; i < d.steps(); i++) {
            double length = 0;
            for (int k = i * width; k < (i + 1) * width; k++) {
                length += d.values()[k] * (double) d.values()[k];
            }
            double squares = 0;
            for (DirectionFinder.Sample s : data.samples()) {
                double along = 0;
                for (int k = i * width; k < (i + 1) * width; k++) {
                    along += (s.pooled()[k] - (double) mean[k]) * d.values()[k];
                }
                squares += along * along;
            }
            int n = Math.max(1, data.samples().size() - 1);
            out[i] = length == 0 ? 0 : (float) Math.sqrt(squares / n / length);
        }
        return out;
    }

    /**
     * Reads a direction.
     *
     * @param file from anyone
     * @return the direction
     * @throws ModelFormatException with the rule that the file breaks
     */
    public static Direction read(Path file) {
        try (SafetensorsFile f = SafetensorsFile.open(file, MAX_BYTES)) {
            return read(f);
        }
    }

    /**
     * Reads a direction from a file that is open.
     *
     * @param file from anyone; stays open
     * @return the direction
     * @throws ModelFormatException with the rule that the file breaks
     */
    public static Direction read(SafetensorsFile file) {
        return new Reader(file.path(), file).read();
    }

    private static String json(Object value) {
        try {
            return JSON.std.asString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One file being read. */
    private record Reader(Path file, SafetensorsFile f) {
        Direction read() {
            if (!FORMAT.equals(f.metadata().get("format"))) {
                throw refuse("\"format\" is " + FORMAT, "is something else");
            }
            if (!VERSION.equals(f.metadata().get("format_version"))) {
                throw refuse(
                        "\"format_version\" is " + VERSION,
                        "has version \"" + clip(text("format_version")) + "\"");
            }
            String name = matching("name", NAME);
            BottleneckSpec hook =
                    new BottleneckSpec(
                            matching("hook", HOOK),
                            whole("channels", 1, 1 << 20),
                            whole("bins", 0, 1 << 16),
                            whole("time_stride", 0, 1 << 16));
            if (!f.names().contains("v") || !TENSORS.containsAll(f.names())) {
                throw refuse("the tensors are v and perhaps mean and std", "has other tensors");
            }
            TensorInfo v = f.info("v");
            List<Long> shape = v.shape();
            if (shape.size() != 3
                    || shape.get(0) < 1
                    || shape.get(0) > 100_000
                    || shape.get(1) != hook.channels()
                    || shape.get(2) != Math.max(1, hook.bins())) {
                throw refuse(
                        "v is (steps, " + hook.channels() + ", " + Math.max(1, hook.bins()) + ")",
                        "has a v of shape " + shape);
            }
            if (f.names().contains("mean") && !f.info("mean").shape().equals(shape)) {
                throw refuse("mean has the shape of v", "has a mean of another shape");
            }
            if (f.names().contains("std") && !f.info("std").shape().equals(List.of(shape.get(0)))) {
                throw refuse("std has a value for each step", "has a std of another shape");
            }
            int steps = Math.toIntExact(shape.get(0));
            if (f.nonFinite("v") > 0) {
                throw refuse("the values are finite", "holds NaN or infinity");
            }
            double minimum = number("minimum");
            double maximum = number("maximum");
            if (minimum > 0 || maximum < 0) {
                throw refuse("minimum <= 0 <= maximum", "says " + minimum + " and " + maximum);
            }
            return new Direction(
                    name,
                    matching("fingerprint", FINGERPRINT),
                    hook,
                    steps,
                    f.floats("v"),
                    text("unit"),
                    minimum,
                    maximum,
                    numbers("side_effects"),
                    texts("provenance"),
                    times(steps));
        }

        private double[] times(int steps) {
            Object parsed = parse("times", true);
            double[] out = new double[steps];
            if (!(parsed instanceof List<?> list) || list.size() != steps) {
                throw refuse("times has a number for each of " + steps + " steps", "has others");
            }
            for (int i = 0; i < steps; i++) {
                out[i] = list.get(i) instanceof Number n ? n.doubleValue() : Double.NaN;
                if (!(out[i] >= 0 && out[i] <= 1) || i > 0 && out[i] >= out[i - 1]) {
                    throw refuse("times fall from at most 1 to at least 0", "has other times");
                }
            }
            return out;
        }

        private Map<String, Double> numbers(String key) {
            Map<String, Double> out = new LinkedHashMap<>();
            object(key)
                    .forEach(
                            (k, v) -> {
                                if (!(v instanceof Number n) || !Double.isFinite(n.doubleValue())) {
                                    throw refuse(key + " maps to numbers", "maps to others");
                                }
                                out.put(clip(k.toString()), n.doubleValue());
                            });
            return out;
        }

        private Map<String, String> texts(String key) {
            Map<String, String> out = new LinkedHashMap<>();
            object(key)
                    .forEach(
                            (k, v) -> {
                                if (!(v instanceof String s)) {
                                    throw refuse(key + " maps to texts", "maps to others");
                                }
                                out.put(clip(k.toString()), clip(s));
                            });
            return out;
        }

        private Map<?, ?> object(String key) {
            if (parse(key, false) instanceof Map<?, ?> map && map.size() <= MAX_ENTRIES) {
                return map;
            }
            throw refuse(
                    key + " is a JSON object of at most " + MAX_ENTRIES + " entries",
                    "has another");
        }

        private Object parse(String key, boolean list) {
            try {
                return list ? JSON.std.listFrom(text(key)) : JSON.std.mapFrom(text(key));
            } catch (IOException | RuntimeException e) {
                throw refuse(key + " is JSON", "has a malformed " + key);
            }
        }

        private double number(String key) {
            try {
                double v = Double.parseDouble(text(key));
                if (Double.isFinite(v)) {
                    return v;
                }
            } catch (NumberFormatException e) {
                throw refuse(key + " is a number", "has \"" + clip(text(key)) + "\"");
            }
            throw refuse(key + " is finite", "has " + clip(text(key)));
        }

        private int whole(String key, int least, int most) {
            String text = text(key);
            if (text.matches("\\d{1,9}")) {
                int v = Integer.parseInt(text);
                if (v >= least && v <= most) {
                    return v;
                }
            }
            throw refuse(
                    key + " is a whole number from " + least + " to " + most,
                    "has \"" + clip(text) + "\"");
        }

        private String matching(String key, Pattern pattern) {
            String text = text(key);
            if (!pattern.matcher(text).matches()) {
                throw refuse(key + " follows " + pattern, "has \"" + clip(text) + "\"");
            }
            return text;
        }

        private String text(String key) {
            String value = f.metadata().get(key);
            if (value == null || value.length() > MAX_TEXT) {
                throw refuse(
                        "the header has \"" + key + "\"",
                        value == null ? "lacks it" : "has one of " + value.length() + " letters");
            }
            return value;
        }

        private ModelFormatException refuse(String rule, String found) {
            return new ModelFormatException(
                    rule,
                    "the direction file " + file + " " + found,
                    "The file is damaged or no direction: find the direction again, or get the file"
                            + " again.");
        }

        /** Texts come from strangers: shown short and without control characters. */
        private static String clip(String s) {
            String clean = s.replaceAll("\\p{C}", "?");
            return clean.length() <= 2000 ? clean : clean.substring(0, 2000) + "...";
        }
    }
}
