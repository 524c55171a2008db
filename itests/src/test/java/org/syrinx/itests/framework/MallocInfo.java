package org.syrinx.itests.framework;

import java.lang.reflect.Method;
import org.osgi.framework.Bundle;

/**
 * What the C library has handed out and not got back, as the engine reads it. The resident set
 * holds freed memory as well; this does not, so growth of it is a leak, and growth of the resident
 * set without it is not.
 */
public final class MallocInfo {
    private final Method inUse;

    /**
     * Finds the reading in the running engine, whose classes are not those of the tests.
     *
     * @param engine the bundle
     * @throws ReflectiveOperationException if it has none
     */
    public MallocInfo(Bundle engine) throws ReflectiveOperationException {
        inUse = engine.loadClass("org.syrinx.engine.NativeHeap").getMethod("inUse");
    }

    /** Bytes in use, in all arenas and in mappings of their own; -1 for another C library. */
    public long inUse() throws ReflectiveOperationException {
        return (long) inUse.invoke(null);
    }
}
