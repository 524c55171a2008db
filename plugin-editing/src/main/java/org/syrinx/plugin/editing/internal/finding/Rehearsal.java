package org.syrinx.plugin.editing.internal.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.syrinx.api.Denoiser.BottleneckSpec;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.plugin.editing.internal.capture.Capture;
import org.syrinx.plugin.editing.internal.finders.Sensitivities;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * Finds the directions once in a few random numbers that are labelled as the capture will be, so
 * that a finder says what is wrong with its options before hours of speech and not after them.
 *
 * @param settings what is to be found
 * @param design what is to be captured
 */
record Rehearsal(Settings settings, Capture.Design design) {
    private static final int WIDTH = 8;
    private static final int MOST_STEPS = 1000;
    private static final String ONE_STEP = "step:";

    /**
     * The names of the directions that will be found.
     *
     * @param finder the method
     * @throws SyrinxException as the finder would say it after the capture
     */
    List<String> names(DirectionFinder finder) {
        if (settings.attribute() != null) {
            attribute();
        }
        return finder.find(data(), settings.finderOptions(), Progress.NONE).stream()
                .map(Direction::name)
                .toList();
    }

    private void attribute() {
        String attribute = settings.attribute();
        Map<String, String> labels = design.labelled().get(0);
        if (!labels.containsKey(attribute) && !measured().contains(attribute)) {
            throw new SyrinxException(
                    "a label or a measured attribute",
                    "\""
                            + attribute
                            + "\" is none: there are "
                            + labels.keySet()
                            + " and "
                            + measured(),
                    "choose one of these; gender needs --corpus or --female and --male");
        }
    }

    private static List<String> measured() {
        List<String> names = new ArrayList<>(Attributes.ALL);
        names.add(GenderProbe.ATTRIBUTE);
        return names;
    }

    private ActivationSet data() {
        SplittableRandom random = new SplittableRandom(1);
        int steps = steps();
        int width = Math.max(WIDTH, settings.components());
        List<Sample> samples = new ArrayList<>();
        for (Map<String, String> labels : design.labelled()) {
            Map<String, Double> values = new LinkedHashMap<>();
            measured().forEach(name -> values.put(name, random.nextGaussian()));
            Map<String, float[]> gradients = new LinkedHashMap<>();
            for (String name :
                    switch (settings.gradients()) {
                        case NONE -> List.<String>of();
                        case ATTRIBUTES -> List.of(Sensitivities.LEVEL, Sensitivities.TILT);
                        case BANDS -> List.of(Sensitivities.BAND + 0, Sensitivities.BAND + 1);
                        case SUBSPACE -> List.of(Sensitivities.SINGULAR + 0);
                    }) {
                gradients.put(name, numbers(random, steps * width));
            }
            samples.add(new Sample(numbers(random, steps * width), labels, values, gradients));
        }
        return new ActivationSet(
                "sha256:rehearsal", new BottleneckSpec("rehearsal", width, 1, 1), steps, samples);
    }

    /** As many as were asked for, or as an option asks for: the model's default is not known. */
    private int steps() {
        String scope = settings.options().getOrDefault("scope", "");
        if (settings.speakerVector()) {
            return 1;
        }
        if (settings.steps() == 0 && scope.matches(ONE_STEP + "\\d{1,3}")) {
            return Integer.parseInt(scope.substring(ONE_STEP.length())) + 1;
        }
        return Math.max(1, Math.min(MOST_STEPS, settings.steps()));
    }

    private static float[] numbers(SplittableRandom random, int n) {
        float[] out = new float[n];
        for (int i = 0; i < n; i++) {
            out[i] = (float) random.nextGaussian();
        }
        return out;
    }
}
