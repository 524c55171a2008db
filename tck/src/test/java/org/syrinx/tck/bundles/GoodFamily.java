package org.syrinx.tck.bundles;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.Role;

/** A family whose instances come from configurations. */
@Component(service = ModelFamily.class)
@ProvideModel(value = "hum", roles = "vocoder")
public class GoodFamily implements ModelFamily {
    @Override
    public String id() {
        return "hum";
    }

    @Override
    public String factoryPid() {
        return "org.syrinx.tck.hum";
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.VOCODER);
    }

    @Override
    public Map<String, String> builtIn() {
        return Map.of("hum", "hums");
    }

    @Override
    public Optional<String> reject(Path folder) {
        return Files.exists(folder.resolve("hum.json"))
                ? Optional.empty()
                : Optional.of("there is no hum.json");
    }
}
