package org.syrinx.plugin.hifigan.internal;

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
import org.syrinx.plugin.hifigan.internal.model.VocoderConfig;

/** Mel vocoders: converted checkpoints of HiFi-GAN, and our own models. */
@Component(service = ModelFamily.class)
@ProvideModel(value = HifiGanFamily.ID, roles = "vocoder")
public final class HifiGanFamily implements ModelFamily {
    /** Of the family, and the word after {@code ./syrinx train}. */
    public static final String ID = "hifigan";

    static final String FACTORY_PID = "org.syrinx.hifigan";

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
        return Set.of(Role.VOCODER);
    }

    @Override
    public Map<String, String> builtIn() {
        return models().names();
    }

    static BuiltInModels models() {
        return new BuiltInModels(HifiGanFamily.class, ID);
    }

    @Override
    public Optional<String> reject(Path folder) {
        try {
            ModelFolder files = ModelFolder.open(folder);
            VocoderConfig.of(files.config());
            files.require(ModelFolder.WEIGHTS);
            return Optional.empty();
        } catch (ModelFormatException e) {
            return Optional.of(e.getMessage());
        }
    }
}
