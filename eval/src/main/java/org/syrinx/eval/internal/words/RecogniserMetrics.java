package org.syrinx.eval.internal.words;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.syrinx.eval.Recogniser;
import org.syrinx.eval.Recogniser.Task;
import org.syrinx.eval.internal.Registrations;
import org.syrinx.eval.metric.Metric;

/** Makes error rates of every recogniser that is installed. */
@Component(
        service = {},
        immediate = true)
public final class RecogniserMetrics {
    private final Registrations registrations;

    /**
     * Started by Declarative Services.
     *
     * @param context of this bundle
     */
    @Activate
    public RecogniserMetrics(BundleContext context) {
        this.registrations = new Registrations(context);
    }

    /**
     * A recogniser has come.
     *
     * @param recogniser the recogniser
     */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "remove")
    public void add(Recogniser recogniser) {
        registrations.add(recogniser, of(recogniser));
    }

    /**
     * A recogniser has gone.
     *
     * @param recogniser the recogniser
     */
    public void remove(Recogniser recogniser) {
        registrations.remove(recogniser);
    }

    /** The metrics of one recogniser. */
    static List<Metric> of(Recogniser recogniser) {
        List<Metric> metrics = new ArrayList<>();
        if (WordErrors.canListen(recogniser)) {
            metrics.add(new WordErrors(recogniser, false));
            metrics.add(new WordErrors(recogniser, true));
        }
        if (recogniser.tasks().contains(Task.PHONES)) {
            metrics.add(new PhoneErrors(recogniser));
        }
        return metrics;
    }
}
