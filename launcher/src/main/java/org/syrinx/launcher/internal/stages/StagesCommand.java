package org.syrinx.launcher.internal.stages;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.syrinx.api.Progress;
import org.syrinx.api.SyrinxException;
import org.syrinx.api.command.CommandIo;
import org.syrinx.api.command.CommandResult;
import org.syrinx.api.command.Subcommand;
import org.syrinx.launcher.internal.model.ModelEntry;
import org.syrinx.launcher.internal.model.Models;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./syrinx stages}: what there is, what fits what, and why the rest does not. */
@Component(
        scope = ServiceScope.PROTOTYPE,
        property = {
            Subcommand.NAME + "=stages",
            Subcommand.SUMMARY + "=show which stages fit together, and why others do not"
        })
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Shows the stages by the latent that they make or want: those on one line fit"
                    + " together.",
            "For the rest it says why: every field in which two latents of one kind differ; of two"
                    + " kinds only the kinds (--json has every field). The models that bundles"
                    + " bring are loaded for it, unless --loaded is given."
        })
public final class StagesCommand implements Subcommand {
    @Option(names = "--loaded", description = "Look only at what is loaded now; load nothing.")
    private boolean loaded;

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu0 ...")
    private String device;

    private final Models models;
    private final BundleContext context;

    /**
     * Creates the command for one use.
     *
     * @param context of the launcher
     * @param models the model instances
     */
    @Activate
    public StagesCommand(BundleContext context, @Reference Models models) {
        this.context = context;
        this.models = models;
    }

    @Override
    public CommandResult run(CommandIo io) {
        List<SyrinxException> failed = loaded ? List.of() : loadAll(io.progress());
        List<ModelEntry> others =
                models.list().stream().filter(e -> e.state() != ModelEntry.State.LOADED).toList();
        StageTable table = new StageTable(new StageCatalog(context).list(), others);
        boolean allWell =
                failed.isEmpty()
                        && others.stream().noneMatch(e -> e.state() == ModelEntry.State.FAILED);
        return CommandResult.of(table.toText(), table.toJson(), allWell ? 0 : 1);
    }

    /** One that fails is in the list with its reason; the others are not disturbed. */
    private List<SyrinxException> loadAll(Progress progress) {
        List<SyrinxException> failed = new ArrayList<>();
        List<ModelEntry> all = models.list();
        for (int i = 0; i < all.size(); i++) {
            progress.step("loading", i, all.size());
            if (all.get(i).state() == ModelEntry.State.AVAILABLE) {
                try {
                    models.ensure(all.get(i).name(), device);
                } catch (SyrinxException e) {
                    failed.add(e);
                }
            }
        }
        progress.step("loading", all.size(), all.size());
        return failed;
    }
}
