package org.syrinx.plugin.mel.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.Role;

/** Log-mel spectrograms as latent spaces. */
@Component
@ProvideModel(value = "mel", roles = "latentspace")
public final class MelFamily implements ModelFamily {
    static final String ID = "mel";
    static final String PID = "org.syrinx.mel";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String factoryPid() {
        return PID;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.LATENTSPACE);
    }

    @Override
    public Map<String, String> builtIn() {
        return MelPreset.named(ID);
    }

    @Override
    public Optional<String> reject(Path folder) {
        return Optional.of("mel spectrograms have no weights and no model folder");
    }
}
