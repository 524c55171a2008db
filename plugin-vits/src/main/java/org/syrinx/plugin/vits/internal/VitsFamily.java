package org.syrinx.plugin.vits.internal;

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
import org.syrinx.plugin.vits.internal.model.VitsConfig;
import org.syrinx.plugin.vits.internal.text.TokenizerFiles;

/** VITS: Hugging Face folders and our own voices. */
@Component(service = ModelFamily.class)
@ProvideModel(
        value = VitsFamily.ID,
        roles = {"encoder", "latentspace", "vocoder"})
public final class VitsFamily implements ModelFamily {
    static final String ID = "vits";
    static final String FACTORY_PID = "org.syrinx.vits";

    /** The models that this bundle carries. */
    static BuiltInModels models() {
        return new BuiltInModels(VitsFamily.class, ID);
    }

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
        return Set.of(Role.ENCODER, Role.LATENTSPACE, Role.VOCODER);
    }

    @Override
    public Map<String, String> builtIn() {
        return models().names();
    }

    @Override
    public Optional<String> reject(Path folder) {
        try {
            ModelFolder files = ModelFolder.open(folder);
            VitsConfig config = VitsConfig.of(files);
            files.require(ModelFolder.WEIGHTS);
            if (!config.voice().phones()) {
                TokenizerFiles.read(files, config.vocabSize());
            }
            return Optional.empty();
        } catch (ModelFormatException e) {
            return Optional.of(e.getMessage());
        }
    }
}
