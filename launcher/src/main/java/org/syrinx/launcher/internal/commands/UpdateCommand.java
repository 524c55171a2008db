package org.syrinx.launcher.internal.commands;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.deploy.Updater;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code syrinx:update my-vocoder-2.jar}: a new version of a plug-in while pipelines speak. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=update",
            Subcommand.SUMMARY + "=install or replace a plug-in while pipelines speak"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Installs a plug-in, or puts a new version in the place of the one that runs. A bundle"
                    + " is code: install only what you would run as a program.",
            "The new version is started beside the old one. When every model of the old one has"
                    + " come up in it and every pipeline has spoken a word with it, the pipelines"
                    + " change over and the old one is removed. If anything fails, the old one"
                    + " stays, and syrinx:models lists the reason."
        })
public final class UpdateCommand implements Subcommand {
    @Parameters(paramLabel = "JAR", description = "The bundle.")
    private Path jar;

    private final Updater updater;

    /**
     * Creates the command for one use.
     *
     * @param updater does it
     */
    @Activate
    public UpdateCommand(@Reference Updater updater) {
        this.updater = updater;
    }

    @Override
    public CommandResult run(CommandIo io) {
        Updater.Result done = updater.install(io.resolve(jar));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bundle", done.name());
        json.put("from", done.from().orElse(null));
        json.put("version", done.to());
        json.putAll(done.report().toJson());
        String head =
                done.name()
                        + " is now "
                        + done.to()
                        + done.from().map(v -> ", was " + v).orElse(", newly installed");
        return CommandResult.of(head + "\n" + Changes.text(done.report()), json, 0);
    }
}
