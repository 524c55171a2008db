package org.syrinx.plugin.editing.internal.finders;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;

/**
 * The steepest direction for a differentiable attribute of the estimated latent, without labels:
 * {@code level} (the mean of a log-mel) or {@code tilt} (its slope over bands). Strength 1 is one
 * standard deviation of the captured activations along it, in every step.
 */
@Component(service = DirectionFinder.class, property = "finder.kind=attribute-gradient")
public final class AttributeGradientFinder implements DirectionFinder {
    private static final String KIND = "attribute-gradient";

    /** Creates the finder. */
    public AttributeGradientFinder() {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean supervised() {
        return false;
    }

    @Override
    public List<Direction> find(
            ActivationSet data, Map<String, String> options, Progress progress) {
        Options o = Options.of(KIND, options);
        Activations x = new Activations(data, 3, o.text("within", ""));
        String attribute = o.required("attribute");
        if (!attribute.equals(Sensitivities.LEVEL) && !attribute.equals(Sensitivities.TILT)) {
            throw new SyrinxException(
                    "an attribute that has a gradient: level or tilt",
                    "\"" + attribute + "\"",
                    "choose one of them, or another method");
        }
        double[][] slices = new double[x.steps()][];
        for (int i = 0; i < slices.length; i++) {
            progress.step("finding " + KIND, i, slices.length);
            slices[i] =
                    JacobianFinder.ofOneDeviation(
                            Sensitivities.mean(x, i, attribute), Activations.centred(x.step(i)));
        }
        Map<String, String> notes = new TreeMap<>();
        notes.put("gradient", "of the estimated latent's " + attribute);
        return List.of(
                new Assembly(x, o, KIND)
                        .direction(attribute, slices, true, Assembly.DEVIATION, notes));
    }
}
