package org.syrinx.plugin.vits.internal;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.syrinx.api.Backend;
import org.syrinx.nn.internal.PyTorchBackend;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.text.EnglishFrontEnd;

/** The tiny random models that transformers' VitsModel was run on (make_vits.py beside them). */
final class Fixtures {
    static final Backend BACKEND = new PyTorchBackend();

    static final FrontEnds FRONT_ENDS =
            new FrontEnds(
                    FrontEnds.once(EnglishFrontEnd::new),
                    text -> {
                        throw new AssertionError("no fixture wants phonemes");
                    });

    private Fixtures() {}

    static Path folder(String name) {
        try {
            return Path.of(Fixtures.class.getResource("/parity/" + name + "/config.json").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static LoadedVits load(String name) {
        return load(folder(name));
    }

    static LoadedVits load(Path folder) {
        return LoadedVits.load(
                ModelFolder.open(folder),
                Fixtures.BACKEND,
                "auto",
                new LoadedVits.Identity("test", "0.1.0"),
                FRONT_ENDS);
    }
}
