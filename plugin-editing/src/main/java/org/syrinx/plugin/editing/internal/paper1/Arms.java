package org.syrinx.plugin.editing.internal.paper1;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder.ActivationSet;
import org.syrinx.api.DirectionFinder.Sample;
import org.syrinx.api.Progress;
import org.syrinx.plugin.editing.internal.finders.JacobianPooledFinder;
import org.syrinx.plugin.editing.internal.finders.LogisticFinder;
import org.syrinx.plugin.editing.internal.finders.MeanDifferenceFinder;
import org.syrinx.plugin.editing.internal.finders.PcaJointFinder;
import org.syrinx.plugin.editing.internal.measure.Attributes;
import org.syrinx.plugin.editing.internal.measure.GenderProbe;

/**
 * The methods and the controls, found from one capture.
 *
 * @param all in the order of the report
 * @param components of the unsupervised method, for H2
 */
record Arms(List<Arm> all, List<Direction> components) {
    private static final Map<String, String> GENDER =
            Map.of("attribute", GenderProbe.ATTRIBUTE, "positive", "female");

    /**
     * Finds everything.
     *
     * @param hspace activations of the bottleneck
     * @param vectors speaker vectors of the same utterances
     * @param gradients activations of a few utterances with gradients, or null for no arm from them
     */
    static Arms find(
            ActivationSet hspace,
            ActivationSet vectors,
            ActivationSet gradients,
            Progress progress) {
        Direction mean = new MeanDifferenceFinder().find(hspace, GENDER, progress).get(0);
        Direction embedding = new MeanDifferenceFinder().find(vectors, GENDER, progress).get(0);
        // whose sign the pitch gives: a whisper has none, and is no reason to stop after hours
        ActivationSet pitched = pitched(hspace);
        List<Direction> components =
                new PcaJointFinder()
                        .find(
                                pitched,
                                Map.of(
                                        "components",
                                        Integer.toString(Protocol.COMPONENTS),
                                        "within",
                                        "text",
                                        "anchor",
                                        Attributes.PITCH),
                                progress);
        List<Arm> arms = new ArrayList<>();
        arms.add(
                new Arm(
                        Arm.HSPACE,
                        "h-space, mean difference, one slice a step (the paper's)",
                        mean,
                        false,
                        true));
        arms.add(
                new Arm(
                        Arm.EMBEDDING,
                        "speaker embedding, mean difference (the paper's baseline)",
                        embedding,
                        false,
                        true));
        arms.add(
                new Arm(
                        "embedding-clamped",
                        "the same, the vector's length kept",
                        embedding,
                        true,
                        false));
        arms.add(
                new Arm(
                        "hspace-step-mean",
                        "h-space, mean difference, one slice for all steps",
                        new MeanDifferenceFinder()
                                .find(hspace, with("scope", "step-mean"), progress)
                                .get(0),
                        false,
                        false));
        arms.add(
                new Arm(
                        "hspace-logistic",
                        "h-space, logistic regression",
                        new LogisticFinder().find(hspace, GENDER, progress).get(0),
                        false,
                        false));
        arms.add(
                new Arm(
                        "hspace-pc1",
                        "h-space, first principal component, no labels" + left(pitched, hspace),
                        components.get(0),
                        false,
                        false));
        if (gradients != null) {
            arms.add(
                    new Arm(
                            "hspace-jacobian",
                            "h-space, first direction of the pooled Jacobian, no labels",
                            new JacobianPooledFinder()
                                    .find(
                                            pitched(gradients),
                                            Map.of("components", "1", "anchor", Attributes.PITCH),
                                            progress)
                                    .get(0),
                            false,
                            false));
        }
        arms.add(
                new Arm(
                        Arm.RANDOM,
                        "control: a random direction of the same length in every step",
                        random(mean),
                        false,
                        false));
        arms.add(
                new Arm(
                        Arm.SHUFFLED,
                        "control: mean difference of shuffled labels",
                        new MeanDifferenceFinder().find(shuffled(hspace), GENDER, progress).get(0),
                        false,
                        false));
        arms.add(
                new Arm(
                        Arm.SWAP,
                        "upper bound: a real speaker of the other gender",
                        null,
                        false,
                        false));
        return new Arms(List.copyOf(arms), components);
    }

    /** The utterances whose pitch can be measured; all of them, of a good voice. */
    static ActivationSet pitched(ActivationSet data) {
        return new ActivationSet(
                data.fingerprint(),
                data.hook(),
                data.steps(),
                data.samples().stream()
                        .filter(s -> s.measured().containsKey(Attributes.PITCH))
                        .toList(),
                data.times());
    }

    private static String left(ActivationSet some, ActivationSet all) {
        int without = all.samples().size() - some.samples().size();
        return without == 0
                ? ""
                : " (" + without + " of " + all.samples().size() + " utterances have no pitch)";
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> options = new LinkedHashMap<>(GENDER);
        options.put(name, value);
        return options;
    }

    /** As long as another direction in every step, and pointing anywhere. */
    static Direction random(Direction like) {
        SplittableRandom random = new SplittableRandom(2402_12423);
        int width = like.values().length / like.steps();
        float[] values = new float[like.values().length];
        for (int i = 0; i < like.steps(); i++) {
            double wanted = 0;
            double length = 0;
            double[] r = new double[width];
            for (int d = 0; d < width; d++) {
                r[d] = random.nextGaussian();
                length += r[d] * r[d];
                wanted += like.values()[i * width + d] * (double) like.values()[i * width + d];
            }
            for (int d = 0; d < width; d++) {
                values[i * width + d] = (float) (r[d] * Math.sqrt(wanted / length));
            }
        }
        return new Direction(
                "random",
                like.fingerprint(),
                like.hook(),
                like.steps(),
                values,
                like.unit(),
                0,
                0,
                Map.of(),
                Map.of("finder", "random"),
                like.times());
    }

    /**
     * The same activations with labels that mean nothing: of each gender, every second speaker is
     * called the other, so that as many are right as are wrong.
     */
    static ActivationSet shuffled(ActivationSet data) {
        Map<String, String> called = new TreeMap<>();
        Map<String, Integer> seen = new TreeMap<>();
        List<Sample> samples = new ArrayList<>();
        TreeMap<String, String> bySpeaker = new TreeMap<>();
        data.samples()
                .forEach(
                        s ->
                                bySpeaker.put(
                                        s.labels().get("speaker"),
                                        s.labels().get(GenderProbe.ATTRIBUTE)));
        bySpeaker.forEach(
                (speaker, gender) -> {
                    int n = seen.merge(gender, 1, Integer::sum);
                    boolean keep = n % 2 == 0;
                    boolean female = gender.equals("female");
                    called.put(speaker, keep == female ? "female" : "male");
                });
        for (Sample s : data.samples()) {
            Map<String, String> labels = new TreeMap<>(s.labels());
            labels.put(GenderProbe.ATTRIBUTE, called.get(labels.get("speaker")));
            samples.add(new Sample(s.pooled(), labels, s.measured(), s.sensitivities()));
        }
        return new ActivationSet(
                data.fingerprint(), data.hook(), data.steps(), samples, data.times());
    }
}
