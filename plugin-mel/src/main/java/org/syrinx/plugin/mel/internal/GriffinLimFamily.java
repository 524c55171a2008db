package org.syrinx.plugin.mel.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.Role;

/** Griffin-Lim as a vocoder of log-mel spectrograms. */
@Component
@ProvideModel(value = "griffinlim", roles = "vocoder")
public final class GriffinLimFamily implements ModelFamily {
    static final String ID = "griffinlim";
    static final String PID = "org.syrinx.griffinlim";

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
        return Set.of(Role.VOCODER);
    }

    @Override
    public Map<String, String> builtIn() {
        return MelPreset.named(ID);
    }

    @Override
    public Optional<String> reject(Path folder) {
        return Optional.of("Griffin-Lim has no weights and no model folder");
    }
}
