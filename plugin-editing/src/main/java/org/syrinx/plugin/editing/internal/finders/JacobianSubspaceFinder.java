package org.syrinx.plugin.editing.internal.finders;

import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;

/**
 * The Jacobian of the whole estimate, by subspace iteration during the capture. Of one utterance it
 * is the sample-specific direction of Haas et al.; of several, the subspaces are averaged.
 */
@Component(service = DirectionFinder.class, property = "finder.kind=jacobian-subspace")
public final class JacobianSubspaceFinder extends JacobianFinder {
    /** Creates the finder. */
    public JacobianSubspaceFinder() {
        super("jacobian-subspace", Sensitivities.SINGULAR);
    }
}
