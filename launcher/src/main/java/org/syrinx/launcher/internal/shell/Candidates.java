package org.syrinx.launcher.internal.shell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.syrinx.api.Backend;
import org.syrinx.api.Role;
import org.syrinx.launcher.internal.cli.Commands;
import org.syrinx.launcher.internal.model.ModelEntry;
import org.syrinx.launcher.internal.model.Models;
import org.syrinx.launcher.internal.model.Pipelines;
import org.syrinx.launcher.internal.pipeline.PipelineStatus;

/** The values that there are of each kind, at this moment. */
final class Candidates {
    private static final String NONE = "none";

    private final BundleContext context;
    private final Commands commands;

    Candidates(BundleContext context, Commands commands) {
        this.context = context;
        this.commands = commands;
    }

    /**
     * Lists.
     *
     * @param kind of the values
     * @param directory that the user is in
     * @return candidates, unfiltered
     */
    List<String> of(Completion.Kind kind, Path directory) {
        return switch (kind) {
            case MODEL -> models().stream().map(ModelEntry::name).toList();
            case PIPELINE ->
                    service(Pipelines.class).list().stream().map(PipelineStatus::name).toList();
            case ROLE -> Pipelines.WIRED.stream().map(Role::key).toList();
            case STAGE -> stages();
            case DEVICE -> devices();
            case COMMAND -> List.copyOf(commands.summaries().keySet());
            case FILE -> files(directory);
        };
    }

    private List<ModelEntry> models() {
        return service(Models.class).list();
    }

    /**
     * {@code vocoder=griffinlim-16k} ..., and {@code none} for the roles that need not be filled.
     */
    private List<String> stages() {
        List<String> all = new ArrayList<>();
        for (Role role : Pipelines.WIRED) {
            for (ModelEntry entry : models()) {
                if (entry.roles().contains(role)) {
                    all.add(role.key() + "=" + entry.name());
                }
            }
        }
        all.add(Role.LATENTSPACE.key() + "=" + NONE);
        all.add(Role.DENOISER.key() + "=" + NONE);
        return all;
    }

    private List<String> devices() {
        List<String> all = new ArrayList<>(List.of("auto"));
        all.addAll(service(Backend.class).devices());
        return all;
    }

    private static List<String> files(Path directory) {
        List<String> all = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                all.add(entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""));
            }
        } catch (IOException e) {
            // a folder that cannot be read has nothing to offer
            return List.of();
        }
        all.sort(null);
        return all;
    }

    private <T> T service(Class<T> type) {
        ServiceReference<T> reference = context.getServiceReference(type);
        T service = reference == null ? null : context.getService(reference);
        if (service == null) {
            throw new IllegalStateException("there is no " + type.getSimpleName());
        }
        return service;
    }
}
