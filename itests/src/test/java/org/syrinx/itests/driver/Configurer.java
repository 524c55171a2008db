package org.syrinx.itests.driver;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.BiFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Makes, changes and deletes configurations, as a file or a person does. */
final class Configurer implements BiFunction<String, Map<String, Object>, Integer> {
    private final BundleContext context;

    Configurer(BundleContext context) {
        this.context = context;
    }

    /**
     * Takes a PID, or a factory PID, a tilde and a name, with properties; or, with properties that
     * are null, a filter of what is to be deleted.
     *
     * @return how many were changed
     */
    @Override
    public Integer apply(String pid, Map<String, Object> properties) {
        ConfigurationAdmin admin =
                context.getService(context.getServiceReference(ConfigurationAdmin.class));
        try {
            if (properties == null) {
                Configuration[] found = admin.listConfigurations(pid);
                for (Configuration one : found == null ? new Configuration[0] : found) {
                    one.delete();
                }
                return found == null ? 0 : found.length;
            }
            int tilde = pid.indexOf('~');
            Configuration configuration =
                    tilde < 0
                            ? admin.getConfiguration(pid, "?")
                            : admin.getFactoryConfiguration(
                                    pid.substring(0, tilde), pid.substring(tilde + 1), "?");
            configuration.update(new Hashtable<>(properties));
            return 1;
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
