package org.syrinx.launcher.internal.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The command line as bnd's launchers know it: a {@link Callable} that is called on the main thread
 * and whose value is the exit code.
 */
@Component(service = Callable.class, property = "main.thread:Boolean=true")
public final class CommandLineMain implements Callable<Integer> {
    private final BundleContext context;
    private final LaunchContext launch;

    /**
     * Creates the command line.
     *
     * @param context of the launcher
     * @param properties what the boot part registered
     */
    @Activate
    public CommandLineMain(
            BundleContext context,
            @Reference(service = Object.class, target = "(launcher.arguments=*)", name = "launcher")
                    Map<String, Object> properties) {
        this.context = context;
        this.launch = LaunchContext.of(properties);
    }

    @Override
    public Integer call() {
        String version = "syrinx " + context.getBundle().getVersion();
        return new CommandRun(new CommandTable(context), launch, version).run();
    }
}
