package org.syrinx.plugin.vits.internal;

import org.syrinx.nn.models.ModelFolder;
import org.syrinx.plugin.vits.internal.model.VitsConfig;

/** The licence of a model's weights, where its configuration or its card says one. */
public final class Licence {
    private Licence() {}

    /**
     * Reads it.
     *
     * @param folder the model folder
     * @param config its configuration
     * @return an SPDX identifier, or whatever the card says, or {@link ModelFolder#NO_LICENCE}
     */
    public static String of(ModelFolder folder, VitsConfig config) {
        String own = config.voice().licence();
        return own.isEmpty() ? folder.licence() : own;
    }
}
