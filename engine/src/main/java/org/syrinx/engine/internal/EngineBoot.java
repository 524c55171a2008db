package org.syrinx.engine.internal;

/**
 * Initialises DJL's classes under this class loader. DJL looks up its providers once, in static
 * initialisers, through the calling thread's context class loader; if that is another bundle's, it
 * finds none and never looks again.
 */
public final class EngineBoot {
    private EngineBoot() {}

    /**
     * Initialises DJL's classes, offline; natives are not touched. Calling it again does nothing.
     */
    public static void initialiseDjl() {
        EngineSetup.goOffline();
        ClassLoader mine = EngineBoot.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader previous = thread.getContextClassLoader();
        thread.setContextClassLoader(mine);
        try {
            for (String name :
                    new String[] {
                        "ai.djl.engine.Engine",
                        "ai.djl.repository.zoo.ModelZoo",
                        "ai.djl.repository.RepositoryFactoryImpl"
                    }) {
                Class.forName(name, true, mine);
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "The engine bundle is incomplete: it lacks " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(previous);
        }
    }
}
