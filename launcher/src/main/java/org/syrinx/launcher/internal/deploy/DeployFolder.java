package org.syrinx.launcher.internal.deploy;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.syrinx.api.SyrinxException;

/**
 * What Felix FileInstall does with the jars of the {@code deploy} folder: the same as {@code
 * syrinx:update}, instead of its own stop, update and refresh of everything that is wired to them.
 * FileInstall itself waits until a file no longer changes; a jar that is not whole is passed over
 * until it changes again.
 *
 * <p>Only used when the bundle of FileInstall runs, which is when somebody asked for the folder.
 */
@Component(service = ArtifactInstaller.class, property = "service.ranking:Integer=100")
public final class DeployFolder implements ArtifactInstaller {
    private static final System.Logger LOG = System.getLogger(DeployFolder.class.getName());

    private final Updater updater;
    private final Map<Path, String> installed = new ConcurrentHashMap<>();

    /**
     * Creates the service.
     *
     * @param updater does the work
     */
    @Activate
    public DeployFolder(@Reference Updater updater) {
        this.updater = updater;
    }

    @Override
    public boolean canHandle(File file) {
        return file.getName().endsWith(".jar");
    }

    @Override
    public void install(File file) {
        Path path = file.toPath();
        Optional<BundleJar> jar = BundleJar.glance(path);
        if (jar.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    () ->
                            path
                                    + " is no whole bundle (yet); it is looked at again when it"
                                    + " changes");
            return;
        }
        try {
            installed.put(path, updater.install(path).name());
        } catch (SyrinxException e) {
            // listed with the models; FileInstall would try again and again
            LOG.log(System.Logger.Level.WARNING, () -> path + ": " + e.getMessage());
        }
    }

    @Override
    public void update(File file) {
        install(file);
    }

    @Override
    public void uninstall(File file) {
        String name = installed.remove(file.toPath());
        if (name != null) {
            updater.uninstall(name);
        }
    }
}
