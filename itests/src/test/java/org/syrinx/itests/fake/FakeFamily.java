package org.syrinx.itests.fake;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.syrinx.api.ModelFamily;
import org.syrinx.api.Role;

/** The models of the fake plug-in: a good one, and one for each way to break the contract. */
final class FakeFamily implements ModelFamily {
    @Override
    public String id() {
        return "fake";
    }

    @Override
    public String factoryPid() {
        return FakePlugin.PID;
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.ENCODER, Role.DENOISER, Role.VOCODER);
    }

    @Override
    public Map<String, String> builtIn() {
        Map<String, String> models = new TreeMap<>();
        for (String kind :
                new String[] {
                    "good",
                    "good-too",
                    "other",
                    "slow",
                    "throws",
                    "hangs",
                    "nan",
                    "nan-latent",
                    "wrong-shape",
                    "malformed",
                    "no-frames",
                    "short-start",
                    "no-start",
                    "hangs-encoding",
                    "no-rate",
                    "denoiser",
                    "denoiser-throws",
                    "denoiser-nan",
                    "denoiser-short",
                    "denoiser-malformed",
                    "denoiser-needs",
                    "wrong-rate",
                    "null",
                    "silent",
                    "sneaky",
                    "fails"
                }) {
            models.put("fake-" + kind, "a test model that is " + kind);
        }
        return models;
    }

    @Override
    public Optional<String> reject(Path folder) {
        return Optional.of("it has no folders.");
    }
}
