package org.syrinx.tck.bundles;

import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.ProvideModel;

/** Takes any folder for a model of its own: breaks F-1. */
@Component(service = ModelFamily.class)
@ProvideModel(value = "hum", roles = "vocoder")
public class TakesAnything extends GoodFamily {
    @Override
    public Optional<String> reject(Path folder) {
        return Optional.empty();
    }
}
