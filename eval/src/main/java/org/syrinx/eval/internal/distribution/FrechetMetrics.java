package org.syrinx.eval.internal.distribution;

import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.syrinx.eval.internal.Registrations;
import org.syrinx.eval.metric.Embedding;

/** Makes two Fréchet distances of every embedding that is installed. */
@Component(
        service = {},
        immediate = true)
public final class FrechetMetrics {
    private final Registrations registrations;

    /**
     * Started by Declarative Services.
     *
     * @param context of this bundle
     */
    @Activate
    public FrechetMetrics(BundleContext context) {
        this.registrations = new Registrations(context);
    }

    /**
     * An embedding has come.
     *
     * @param embedding the embedding
     */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    public void add(Embedding embedding) {
        registrations.add(
                embedding,
                List.of(
                        new FrechetDistance(embedding, false),
                        new FrechetDistance(embedding, true)));
    }

    /**
     * An embedding has gone.
     *
     * @param embedding the embedding
     */
    public void remove(Embedding embedding) {
        registrations.remove(embedding);
    }
}
