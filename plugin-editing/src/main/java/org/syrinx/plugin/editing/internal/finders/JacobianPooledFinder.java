package org.syrinx.plugin.editing.internal.finders;

import org.osgi.service.component.annotations.Component;
import org.syrinx.api.DirectionFinder;

/**
 * The pooled Jacobian: how the time average of every channel of the estimate depends on the
 * bottleneck. Exact, one vector-Jacobian product a channel (spec 3.3); global over utterances.
 */
@Component(service = DirectionFinder.class, property = "finder.kind=jacobian-pooled")
public final class JacobianPooledFinder extends JacobianFinder {
    /** Creates the finder. */
    public JacobianPooledFinder() {
        super("jacobian-pooled", Sensitivities.BAND);
    }
}
