package org.syrinx.plugin.editing.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;
import org.syrinx.api.Direction;
import org.syrinx.api.SyrinxException;

/**
 * The directions that active bundles carry in their folder {@code directions/}: a model's bundle
 * ships those that were found on it.
 */
@Component(service = BundledDirections.class)
public final class BundledDirections {
    private static final Logger LOG = Logger.getLogger(BundledDirections.class.getName());
    private static final String FOLDER = "directions";

    private final Map<Bundle, List<Direction>> found = new ConcurrentHashMap<>();
    private final BundleTracker<Bundle> tracker;

    /**
     * Starts to watch.
     *
     * @param context of this bundle
     */
    @Activate
    public BundledDirections(BundleContext context) {
        tracker =
                new BundleTracker<>(context, Bundle.ACTIVE | Bundle.STARTING, null) {
                    @Override
                    public Bundle addingBundle(Bundle bundle, BundleEvent event) {
                        List<Direction> directions = read(bundle);
                        if (directions.isEmpty()) {
                            return null;
                        }
                        found.put(bundle, directions);
                        return bundle;
                    }

                    @Override
                    public void removedBundle(Bundle bundle, BundleEvent event, Bundle same) {
                        found.remove(bundle);
                    }
                };
        tracker.open();
    }

    @Deactivate
    void stop() {
        tracker.close();
    }

    /**
     * What the bundles carry now.
     *
     * @return in no particular order
     */
    public List<Direction> all() {
        List<Direction> all = new ArrayList<>();
        found.values().forEach(all::addAll);
        return all;
    }

    private static List<Direction> read(Bundle bundle) {
        Enumeration<URL> entries = bundle.findEntries(FOLDER, "*" + DirectionFile.SUFFIX, true);
        List<Direction> out = new ArrayList<>();
        for (URL entry : entries == null ? List.<URL>of() : Collections.list(entries)) {
            try {
                out.add(read(entry));
            } catch (IOException | SyrinxException e) {
                LOG.log(
                        Level.WARNING,
                        "the direction " + entry.getPath() + " of " + bundle.getSymbolicName(),
                        e);
            }
        }
        return out;
    }

    private static Direction read(URL entry) throws IOException {
        Path copy = Files.createTempFile("syrinx-direction", DirectionFile.SUFFIX);
        try {
            try (InputStream in = entry.openStream()) {
                Files.copy(in, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            return DirectionFile.read(copy);
        } finally {
            Files.delete(copy);
        }
    }
}
