package org.syrinx.nn.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.syrinx.api.ModelFailure;
import org.syrinx.api.ModelFormatException;

class ModelInstanceTest {
    /** The errors here are made on purpose. */
    private static final Logger LOG = Logger.getLogger(ModelInstance.class.getName());

    private final BlockingQueue<Object> registered = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> withdrawn = new LinkedBlockingQueue<>();

    /** A framework that only remembers. */
    private final BundleContext context =
            (BundleContext)
                    Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {BundleContext.class},
                            (proxy, method, args) -> {
                                assertEquals("registerService", method.getName());
                                registered.add(args[1]);
                                return registration(args[1]);
                            });

    @BeforeAll
    static void quietly() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loudly() {
        LOG.setLevel(null);
    }

    private Object registration(Object service) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServiceRegistration.class},
                (proxy, method, args) -> {
                    assertEquals("unregister", method.getName());
                    withdrawn.add(service);
                    return null;
                });
    }

    private ModelFailure failure(Throwable thrown) throws InterruptedException {
        ModelInstance instance =
                ModelInstance.start(
                        context,
                        "test",
                        Map.of("service.pid", "org.syrinx.test~mine"),
                        name -> ModelInstanceTest.<RuntimeException>rethrow(thrown));
        ModelFailure failure = (ModelFailure) registered.poll(60, TimeUnit.SECONDS);
        assertTrue(failure != null, "nothing was registered: whoever waits, waits for ever");
        instance.close();
        // the loader may just be about to keep it, and then withdraws it itself
        assertEquals(failure, withdrawn.poll(60, TimeUnit.SECONDS));
        return failure;
    }

    @SuppressWarnings("unchecked") // erased: whatever is thrown passes
    private static <T extends Throwable> ModelInstance.Loaded rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                IllegalArgumentException.class,
                AssertionError.class,
                StackOverflowError.class,
                OutOfMemoryError.class,
                NoClassDefFoundError.class
            })
    void whateverALoaderThrowsIsPublishedAsAFailure(Class<? extends Throwable> type)
            throws Exception {
        ModelFailure failure = failure(type.getDeclaredConstructor().newInstance());
        assertEquals("mine", failure.model());
        assertEquals("test", failure.plugin());
        assertTrue(
                failure.reason().getMessage().contains(type.getSimpleName()),
                failure.reason().getMessage());
    }

    @Test
    void whatTheFolderIsBlamedForIsPassedOnAsItIs() throws InterruptedException {
        ModelFormatException blame = new ModelFormatException("a", "b", "c");
        assertEquals(blame, failure(blame).reason());
    }
}
