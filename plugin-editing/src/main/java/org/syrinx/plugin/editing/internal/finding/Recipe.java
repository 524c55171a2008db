package org.syrinx.plugin.editing.internal.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * One run of {@code find}.
 *
 * @param name of the direction, or what several are called before their number
 * @param method of finding
 * @param attribute what to look for, or null
 * @param aim what must keep moving within the validated range, or null
 * @param rows to capture
 * @param texts to say
 * @param options of the method
 */
public record Recipe(
        String name,
        String method,
        String attribute,
        String aim,
        List<String> rows,
        int texts,
        Map<String, String> options) {
    /** Utterances that one with the gradient of every band costs. */
    private static final int GRADIENTS = 100;

    int components() {
        return Integer.parseInt(options.getOrDefault("components", "0"));
    }

    /**
     * The names of what is found.
     *
     * @return one, or one for each component
     */
    public List<String> files() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= components(); i++) {
            names.add(name + i);
        }
        return names.isEmpty() ? List.of(name) : names;
    }

    /**
     * The directions that a model should come with.
     *
     * @param speakers of the model
     * @param styles rows of soft and loud speech; may be empty
     * @param four speakers for what needs gradients
     * @param texts to say
     * @param only names to take, or empty for all
     * @return in the order in which they are found
     * @throws SyrinxException if a name in {@code only} is none of them
     */
    public static List<Recipe> shipped(
            List<String> speakers,
            List<String> styles,
            List<String> four,
            int texts,
            List<String> only) {
        List<String> rows = new ArrayList<>(speakers);
        rows.addAll(styles);
        List<Recipe> all = new ArrayList<>();
        String gender = GenderProbe.ATTRIBUTE;
        all.add(new Recipe(gender, "mean-diff", gender, gender, speakers, texts, Map.of()));
        if (!styles.isEmpty()) {
            Map<String, String> loud = Map.of("positive", "loud", "negative", "soft");
            all.add(
                    new Recipe(
                            "intensity",
                            "mean-diff",
                            "style",
                            Attributes.LEVEL,
                            styles,
                            texts,
                            loud));
        }
        Map<String, String> within = Map.of("within", "text");
        // a ridge predicts better and moves less than a mean difference, but that of pitch jumps
        all.add(
                new Recipe(
                        Attributes.PITCH,
                        "ridge",
                        Attributes.PITCH,
                        Attributes.PITCH,
                        rows,
                        texts,
                        within));
        for (String attribute : List.of(Attributes.LEVEL, Attributes.TILT, Attributes.BRIGHTNESS)) {
            all.add(new Recipe(attribute, "mean-diff", attribute, attribute, rows, texts, within));
        }
        Map<String, String> three = new LinkedHashMap<>(within);
        three.put("components", "3");
        three.put("anchor", Attributes.PITCH);
        all.add(new Recipe("pc", "pca-joint", null, null, rows, texts, three));
        // their gradients cost a hundred utterances each: few speakers, one text
        all.add(
                new Recipe(
                        "j",
                        "jacobian-pooled",
                        null,
                        null,
                        four,
                        1,
                        Map.of("components", "3", "anchor", Attributes.PITCH)));
        for (String name : only) {
            if (all.stream().noneMatch(r -> r.name().equals(name))) {
                throw new SyrinxException(
                        "some of " + all.stream().map(Recipe::name).toList(),
                        "--only " + name,
                        "correct --only");
            }
        }
        return all.stream().filter(r -> only.isEmpty() || only.contains(r.name())).toList();
    }

    /**
     * Utterances to speak.
     *
     * @param captured rows that have been captured; those of this recipe are added
     * @param validated utterances that a direction is validated with at each strength
     * @return their number, as if no file was there
     */
    public double cost(Set<String> captured, int validated) {
        boolean gradients = method.startsWith("jacobian");
        double capture = 0;
        for (String row : rows) {
            if (gradients || captured.add(row)) {
                capture += texts * (gradients ? GRADIENTS : 1);
            }
        }
        return capture + 8.0 * validated * files().size();
    }
}
