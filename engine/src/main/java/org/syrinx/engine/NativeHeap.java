package org.syrinx.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Structure;

/**
 * The heap of the C library, from which PyTorch takes its memory on the CPU. What PyTorch gives
 * back, the C library keeps for the next request; only {@link #trim} shows it to the system.
 * Thread-safe.
 */
public final class NativeHeap {
    private NativeHeap() {}

    /**
     * Returns free pages to the system, with {@code malloc_trim(3)}. Takes milliseconds; memory
     * that is in use is not touched.
     *
     * @return whether the C library can; false for others than glibc
     */
    public static boolean trim() {
        try {
            NativeLibrary.getProcess()
                    .getFunction("malloc_trim")
                    .invokeInt(new Object[] {new NativeLong(0)});
            return true;
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return false;
        }
    }

    /**
     * What the C library has handed out and not got back, as {@code mallinfo2(3)} tells: arrays on
     * the CPU, and what the JVM and other libraries take from it for themselves. Unlike the
     * resident set it holds neither Java's heap nor memory that has been given back.
     *
     * @return bytes; -1 for a C library that does not tell (glibc does from 2.33 on)
     */
    public static long inUse() {
        try {
            return ((Mallinfo2)
                            NativeLibrary.getProcess()
                                    .getFunction("mallinfo2")
                                    .invoke(Mallinfo2.class, new Object[0]))
                    .inUse();
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            return -1;
        }
    }

    /** {@code struct mallinfo2}: ten times {@code size_t}, of which two count here. */
    @Structure.FieldOrder("fields")
    public static final class Mallinfo2 extends Structure implements Structure.ByValue {
        private static final int MAPPED = 4; // hblkhd: in mappings of their own
        private static final int IN_ARENAS = 7; // uordblks: in all arenas

        /** In the order of the C header. */
        public NativeLong[] fields = new NativeLong[10];

        /** Called by JNA. */
        public Mallinfo2() {}

        long inUse() {
            return fields[MAPPED].longValue() + fields[IN_ARENAS].longValue();
        }
    }
}
