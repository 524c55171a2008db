package org.syrinx.plugin.gradtts.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.ModelFormatException;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.Role;
import org.syrinx.nn.models.BuiltInModels;
import org.syrinx.nn.models.ModelFolder;
import org.syrinx.plugin.gradtts.internal.model.GradTtsConfig;

/** Grad-TTS: converted checkpoints of the authors, and our own models. */
@Component(service = ModelFamily.class)
@ProvideModel(
        value = GradTtsFamily.ID,
        roles = {"encoder", "denoiser"})
public final class GradTtsFamily implements ModelFamily {
    static final String ID = "gradtts";
    static final String FACTORY_PID = "org.syrinx.gradtts";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String factoryPid() {
        return FACTORY_PID;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.ENCODER, Role.DENOISER);
    }

    @Override
    public Map<String, String> builtIn() {
        return models().names();
    }

    static BuiltInModels models() {
        return new BuiltInModels(GradTtsFamily.class, ID);
    }

    @Override
    public Optional<String> reject(Path folder) {
        try {
            ModelFolder files = ModelFolder.open(folder);
            GradTtsConfig.of(files.config());
            files.require(ModelFolder.WEIGHTS);
            return Optional.empty();
        } catch (ModelFormatException e) {
            return Optional.of(e.getMessage());
        }
    }
}
