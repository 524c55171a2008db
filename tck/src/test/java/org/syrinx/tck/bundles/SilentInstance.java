package org.syrinx.tck.bundles;

import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Does not say why it cannot be made: breaks F-2. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.syrinx.tck.hum",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public class SilentInstance extends GoodInstance {
    /** Registers. */
    @Activate
    public SilentInstance(BundleContext context, Map<String, Object> configuration) {
        super(context, configuration);
    }

    @Override
    protected ServiceRegistration<?> fail(
            BundleContext context, String model, Hashtable<String, Object> properties) {
        return null;
    }
}
