package org.syrinx.plugin.editing.internal.finders;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.syrinx.api.Direction;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;

/** What the finders have in common that separate two classes, step by step. */
abstract class SupervisedFinder implements DirectionFinder {
    private final String kind;
    private final String[] ownOptions;

    SupervisedFinder(String kind, String... ownOptions) {
        this.kind = kind;
        this.ownOptions = ownOptions;
    }

    @Override
    public final String kind() {
        return kind;
    }

    @Override
    public final boolean supervised() {
        return true;
    }

    @Override
    public final List<Direction> find(
            ActivationSet data, Map<String, String> options, Progress progress) {
        Options o = Options.of(kind, options, ownOptions);
        Activations x = new Activations(data, 2, o.text("within", ""));
        Contrast contrast = Contrast.of(x, o);
        Map<String, String> notes = new TreeMap<>();
        notes.put("contrast", contrast.description());
        Separation separation = prepare(x, contrast, o, notes, progress);
        double[][] slices = new double[x.steps()][];
        for (int i = 0; i < x.steps(); i++) {
            progress.step("finding " + kind, i, x.steps());
            slices[i] = separation.slice(x.step(i));
        }
        String name = o.required("attribute");
        return List.of(
                new Assembly(x, o, kind).direction(name, slices, true, Assembly.CLASS_GAP, notes));
    }

    /** Chooses what is to be chosen once for all steps, and notes it. */
    abstract Separation prepare(
            Activations x,
            Contrast contrast,
            Options options,
            Map<String, String> notes,
            Progress progress);

    /** One step's activations to one step's slice. */
    interface Separation {
        double[] slice(DMatrixRMaj rows);
    }

    /**
     * The part of the gap between the classes that lies along a normal, so that strength 1 means
     * one class gap for every finder (spec 4.3).
     */
    static double[] alongGap(double[] normal, double[] gap) {
        double length = Matrices.norm(normal);
        if (length == 0) {
            return new double[gap.length];
        }
        double[] unit = Matrices.scaled(normal, 1 / length);
        return Matrices.scaled(unit, Matrices.dot(unit, gap));
    }
}
