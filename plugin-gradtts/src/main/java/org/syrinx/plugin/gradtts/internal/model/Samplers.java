package org.syrinx.plugin.gradtts.internal.model;

import java.util.List;
import org.syrinx.api.Sampler;
import org.syrinx.nn.sampling.EulerOde;
import org.syrinx.nn.sampling.EulerSde;

/** The two samplers of the paper. */
public final class Samplers {
    private static final List<Sampler> ALL = List.of(new EulerOde(), new EulerSde());

    private Samplers() {}

    /** The paper's choice for synthesis, its eq. 9. */
    public static Sampler usual() {
        return ALL.get(0);
    }

    public static List<String> ids() {
        return ALL.stream().map(Sampler::id).toList();
    }

    public static Sampler named(String id) {
        return ALL.stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sampler " + id));
    }
}
