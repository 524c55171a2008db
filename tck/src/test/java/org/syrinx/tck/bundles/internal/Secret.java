package org.syrinx.tck.bundles.internal;

/** Something to export by mistake. */
public final class Secret {
    private Secret() {}
}
