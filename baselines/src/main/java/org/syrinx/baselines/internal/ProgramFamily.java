package org.syrinx.baselines.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.ProvideModel;
import org.syrinx.api.Role;

/** Programs from outside, and piper's voices as model folders. */
@Component
@ProvideModel(
        value = ProgramFamily.ID,
        roles = {"encoder", "vocoder"})
public final class ProgramFamily implements ModelFamily {
    static final String ID = "program";
    static final String PID = "org.syrinx.program";

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
        return Set.of(Role.ENCODER, Role.VOCODER);
    }

    @Override
    public Map<String, String> builtIn() {
        return Program.KNOWN;
    }

    @Override
    public Optional<String> reject(Path folder) {
        List<Path> voices = voices(folder);
        return switch (voices.size()) {
            case 1 -> Optional.empty();
            case 0 ->
                    Optional.of(
                            "it is no voice of piper: there is no NAME.onnx with a NAME.onnx.json"
                                    + " beside it");
            default -> Optional.of("it holds " + voices.size() + " voices of piper, not one");
        };
    }

    /** The voices of piper in a folder: files that have their configuration beside them. */
    static List<Path> voices(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(".onnx"))
                    .filter(f -> Files.isRegularFile(f.resolveSibling(f.getFileName() + ".json")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
