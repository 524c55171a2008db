package org.syrinx.launcher.internal.deploy;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
 * <p>Files come and go, bundles are known by their names: as long as a file of a name is there, so
 * is a bundle of it. FileInstall tells of what has gone before it tells of what has come, so the
 * other files of the folder are looked at before a bundle is removed.
 *
 * <p>Only used when the bundle of FileInstall runs, which is when somebody asked for the folder.
 */
@Component(service = ArtifactInstaller.class, property = "service.ranking:Integer=100")
public final class DeployFolder implements ArtifactInstaller {
    private static final System.Logger LOG = System.getLogger(DeployFolder.class.getName());

    private final Updater updater;

    /** The bundles that were told of, whether they could be installed or not. */
    private final Map<Path, String> present = new HashMap<>();

    /** Symbolic name to the file that its bundle was installed from. */
    private final Map<String, Path> running = new HashMap<>();

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
    public synchronized void install(File file) {
        Path path = file.toPath();
        Optional<BundleJar> jar = BundleJar.glance(path);
        if (jar.isEmpty()) {
            warn(path, "is no whole bundle (yet); it is looked at again when it changes");
            return;
        }
        String name = jar.get().symbolicName();
        String before = present.put(path, name);
        install(path, name);
        if (before != null && !before.equals(name)) {
            leave(path, before);
        }
    }

    private void install(Path path, String name) {
        try {
            updater.install(path);
            running.put(name, path);
        } catch (SyrinxException e) {
            // listed with the models; FileInstall would try again and again
            warn(path, e.getMessage());
        }
    }

    @Override
    public void update(File file) {
        install(file);
    }

    @Override
    public synchronized void uninstall(File file) {
        String name = present.remove(file.toPath());
        if (name != null) {
            leave(file.toPath(), name);
        }
    }

    /** A file holds a bundle no longer. */
    private void leave(Path path, String name) {
        Path from = running.get(name);
        if (from == null || !from.equals(path) && from.toFile().exists()) {
            return; // it was never installed, or another file has taken its place
        }
        Optional<Path> other =
                present.entrySet().stream()
                        .filter(e -> e.getValue().equals(name) && e.getKey().toFile().exists())
                        .map(Map.Entry::getKey)
                        .findFirst();
        if (other.isPresent()) {
            install(other.get(), name);
        } else if (!comes(path, name)) {
            running.remove(name);
            try {
                updater.uninstall(name);
            } catch (SyrinxException e) {
                warn(path, e.getMessage());
            }
        }
    }

    /** Whether the folder has a file of the name that FileInstall has not told of yet. */
    private boolean comes(Path gone, String name) {
        File[] files = gone.toAbsolutePath().getParent().toFile().listFiles(this::canHandle);
        if (files == null) {
            return false;
        }
        for (File file : files) {
            if (!present.containsKey(file.toPath())
                    && BundleJar.glance(file.toPath())
                            .filter(jar -> jar.symbolicName().equals(name))
                            .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static void warn(Path path, String why) {
        LOG.log(System.Logger.Level.WARNING, () -> path + ": " + why);
    }
}
