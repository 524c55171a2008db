// SPDX-License-Identifier: GPL-3.0-only
package org.syrinx.audio.tarsos.internal;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;

/**
 * Runs code that prints to standard output, without its print. Only the calling thread is muted:
 * what others print meanwhile passes through, also if they keep the stream.
 */
final class ThreadMute {
    private static final Object LOCK = new Object();

    private ThreadMute() {}

    static <T> T run(Supplier<T> code) {
        synchronized (LOCK) {
            PrintStream original = System.out;
            PrintStream filter =
                    new PrintStream(new Filter(original), true, Charset.defaultCharset());
            System.setOut(filter);
            try {
                return code.get();
            } finally {
                if (System.out == filter) {
                    System.setOut(original);
                }
            }
        }
    }

    private static final class Filter extends OutputStream {
        private final PrintStream original;
        private final Thread muted = Thread.currentThread();

        Filter(PrintStream original) {
            this.original = original;
        }

        @Override
        public void write(int b) {
            if (Thread.currentThread() != muted) {
                original.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            if (Thread.currentThread() != muted) {
                original.write(bytes, offset, length);
            }
        }

        @Override
        public void flush() {
            original.flush();
        }
    }
}
