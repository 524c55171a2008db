package org.syrinx.plugin.gradtts.internal;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.syrinx.api.Backend;
import org.syrinx.nn.internal.PyTorchBackend;

/** The tiny random models that the authors' code was run on. */
final class Fixtures {
    static final Backend BACKEND = new PyTorchBackend();

    private Fixtures() {}

    static Path folder(String name) {
        try {
            return Path.of(Fixtures.class.getResource("/parity/" + name + "/config.json").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
