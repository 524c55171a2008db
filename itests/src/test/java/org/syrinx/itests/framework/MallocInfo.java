package org.syrinx.itests.framework;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;

/**
 * What the C library has handed out and not got back. The resident set holds freed memory as well;
 * this does not, so growth of it is a leak, and growth of the resident set without it is not.
 */
public final class MallocInfo {
    /** The sums come last, after those of each arena. */
    private static final Pattern SUM =
            Pattern.compile(
                    "<(total|system) type=\"(\\w+)\"(?: count=\"\\d+\")? size=\"(\\d+)\"/>");

    private final Object process;
    private final Method getFunction;

    /**
     * Finds JNA in the engine bundle, which carries it for itself.
     *
     * @param engine the bundle
     * @throws ReflectiveOperationException if it carries none
     */
    public MallocInfo(Bundle engine) throws ReflectiveOperationException {
        Class<?> library = engine.loadClass("com.sun.jna.NativeLibrary");
        process = library.getMethod("getProcess").invoke(null);
        getFunction = library.getMethod("getFunction", String.class);
    }

    /** Bytes in use, in all arenas and in mappings of their own; -1 for another C library. */
    public long inUse() throws ReflectiveOperationException, IOException {
        try {
            getFunction.invoke(process, "malloc_info");
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof UnsatisfiedLinkError) {
                return -1;
            }
            throw e;
        }
        Path file = Files.createTempFile("malloc", ".xml");
        try {
            Object stream = call("invokePointer", "fopen", file.toString(), "w");
            call("invokeInt", "malloc_info", 0, stream);
            call("invokeInt", "fclose", stream);
            return inUse(Files.readString(file));
        } finally {
            Files.delete(file);
        }
    }

    private Object call(String returning, String name, Object... arguments)
            throws ReflectiveOperationException {
        Object function = getFunction.invoke(process, name);
        return function.getClass()
                .getMethod(returning, Object[].class)
                .invoke(function, new Object[] {arguments});
    }

    /** Of the report of malloc_info(3): what was had from the system, less what lies free. */
    public static long inUse(String xml) {
        String sums = xml.substring(xml.lastIndexOf("</heap>") + 1);
        long bytes = 0;
        Matcher m = SUM.matcher(sums);
        while (m.find()) {
            long size = Long.parseLong(m.group(3));
            switch (m.group(1) + "." + m.group(2)) {
                case "system.current", "total.mmap" -> bytes += size;
                case "total.fast", "total.rest" -> bytes -= size;
                default -> {
                    // the largest there ever was
                }
            }
        }
        return bytes;
    }
}
