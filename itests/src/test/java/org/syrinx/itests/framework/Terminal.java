package org.syrinx.itests.framework;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A shell of Syrinx on a terminal, in a process of its own: what a person types goes in, what the
 * person sees comes out. The terminal is made by {@code script} of util-linux.
 */
public final class Terminal implements AutoCloseable {
    private static final String PROMPT = "syrinx> ";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(240);

    private final Process process;
    private final StringBuilder screen = new StringBuilder();

    /**
     * Starts the shell that this build has made and waits for its prompt.
     *
     * @throws IOException if {@code script} is not there
     */
    public Terminal() throws IOException {
        String java =
                "stty rows 40 cols 200; exec java -Xmx768m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
                        + " -Dsyrinx.home="
                        + Distribution.HOME
                        + " -Dgosh.home="
                        + Distribution.HOME
                        + " -Dsyrinx.natives.dir="
                        + Distribution.HOME.resolve("natives")
                        + " -Dsyrinx.terminals=012 -cp '"
                        + Distribution.HOME.resolve("lib")
                        + "/*' org.syrinx.launcher.boot.Main shell";
        ProcessBuilder script = new ProcessBuilder("script", "-qec", java, "/dev/null");
        script.environment().put("TERM", "xterm");
        process = script.redirectErrorStream(true).start();
        Thread reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
        await(s -> s.contains(PROMPT), "a prompt");
    }

    private void read() {
        byte[] buffer = new byte[1024];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String text = new String(buffer, 0, n, StandardCharsets.UTF_8);
                synchronized (screen) {
                    screen.append(text);
                    screen.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (screen) {
                screen.append("[").append(e).append("]");
                screen.notifyAll();
            }
        }
    }

    /**
     * Types and waits for what shows that it has been understood, and for the next prompt.
     *
     * @param keys what is typed
     * @param shown part of what is seen from then on
     * @return all that is seen from then on, without colours and movements of the cursor
     * @throws IOException if the shell has ended
     */
    public String type(String keys, String shown) throws IOException {
        int from;
        synchronized (screen) {
            from = screen.length();
        }
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        // what is typed ahead of the prompt is not for the line editor
        return plain(
                await(s -> prompts(s.substring(from), shown), shown + " after " + keys)
                        .substring(from));
    }

    private static boolean prompts(String seen, String shown) {
        String text = plain(seen);
        int at = text.indexOf(shown);
        return at >= 0 && text.indexOf(PROMPT, at + shown.length()) >= 0;
    }

    private String await(Predicate<String> wanted, String what) {
        long end = System.nanoTime() + PATIENCE;
        synchronized (screen) {
            while (!wanted.test(screen.toString())) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(
                            "the terminal does not show " + what + " but: " + plain(screen));
                }
                try {
                    screen.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
            return screen.toString();
        }
    }

    private static String plain(CharSequence text) {
        return text.toString().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]|\u0007", "");
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
