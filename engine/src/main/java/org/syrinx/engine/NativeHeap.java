package org.syrinx.engine;

import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;

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
}
