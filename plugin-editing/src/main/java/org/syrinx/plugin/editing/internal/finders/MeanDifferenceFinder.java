package org.syrinx.plugin.editing.internal.finders;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;
import org.syrinx.api.Progress;

/**
 * The paper's method: the mean over pairs of the difference of the activations (arXiv 2402.12423;
 * spec 1.1). Without the label {@code pair}, the difference of the class means.
 */
@Component(service = DirectionFinder.class, property = "finder.kind=mean-diff")
public final class MeanDifferenceFinder extends SupervisedFinder {
    /** Creates the finder. */
    public MeanDifferenceFinder() {
        super("mean-diff");
    }

    @Override
    Separation prepare(
            Activations x,
            Contrast contrast,
            Options options,
            Map<String, String> notes,
            Progress progress) {
        notes.put("pairs", contrast.pairs() == null ? "none" : "by the label pair");
        return contrast.pairs() == null ? contrast::gap : contrast::pairedGap;
    }
}
