package org.syrinx.compare.internal;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium, driven through its DevTools protocol over loopback. */
final class Browser implements AutoCloseable {
    private final Process process;
    private final WebSocket socket;
    private final Listener listener = new Listener();
    private final AtomicInteger ids = new AtomicInteger();

    /** The browser of this machine, if there is one. */
    static Optional<Path> find() {
        List<Path> found = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
                Path program = Path.of(folder.isEmpty() ? "." : folder, name);
                if (Files.isExecutable(program)) {
                    found.add(program);
                }
            }
        }
        return found.stream().findFirst();
    }

    Browser(Path program, Path profile) throws Exception {
        process =
                new ProcessBuilder(
                                program.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--no-first-run",
                                "--mute-audio",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        socket =
                HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(URI.create(page(port(profile))), listener)
                        .get(30, TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log")) {
            call(domain + ".enable", Map.of());
        }
    }

    private static int port(Path profile) throws Exception {
        Path file = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < 600; i++) {
            if (Files.isRegularFile(file) && !Files.readAllLines(file).isEmpty()) {
                return Integer.parseInt(Files.readAllLines(file).get(0));
            }
            Thread.sleep(100);
        }
        throw new IOException("the browser did not start");
    }

    private static String page(int port) throws Exception {
        HttpRequest list =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                        .build();
        String json =
                HttpClient.newHttpClient().send(list, HttpResponse.BodyHandlers.ofString()).body();
        for (Object one : JSON.std.listFrom(json)) {
            if ("page".equals(((Map<?, ?>) one).get("type"))) {
                return (String) ((Map<?, ?>) one).get("webSocketDebuggerUrl");
            }
        }
        throw new IOException("the browser has no page: " + json);
    }

    /** Joins the fragments of messages, gives answers to those who wait, keeps complaints. */
    private static final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final Map<Integer, CompletableFuture<Map<String, Object>>> waiting =
                new ConcurrentHashMap<>();
        private final List<String> complaints = new CopyOnWriteArrayList<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    message(JSON.std.mapFrom(text.toString()));
                } catch (IOException e) {
                    complaints.add("unreadable: " + text);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void message(Map<String, Object> message) {
            if (message.get("id") instanceof Integer id && waiting.containsKey(id)) {
                waiting.remove(id).complete(message);
            } else if (List.of("Runtime.exceptionThrown", "Log.entryAdded")
                            .contains(message.get("method"))
                    || "Runtime.consoleAPICalled".equals(message.get("method"))) {
                complaints.add(message.toString());
            }
        }
    }

    Map<String, Object> call(String method, Map<String, Object> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        listener.waiting.put(id, answer);
        socket.sendText(
                JSON.std.asString(Map.of("id", id, "method", method, "params", parameters)), true);
        Map<String, Object> got = answer.get(60, TimeUnit.SECONDS);
        if (got.containsKey("error")) {
            throw new IOException(method + ": " + got.get("error"));
        }
        return result(got, "result");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> result(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.getOrDefault(key, Map.of());
    }

    /** Opens a page and waits until it is there. */
    void open(Path page) throws Exception {
        call("Page.navigate", Map.of("url", page.toUri().toString()));
        await("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /** The value of an expression. */
    Object evaluate(String expression) throws Exception {
        Map<String, Object> answer =
                call(
                        "Runtime.evaluate",
                        Map.of(
                                "expression",
                                expression,
                                "returnByValue",
                                true,
                                "awaitPromise",
                                true));
        if (answer.containsKey("exceptionDetails")) {
            throw new IOException(expression + ": " + answer.get("exceptionDetails"));
        }
        return result(answer, "result").get("value");
    }

    /** Waits until an expression is true. */
    void await(String expression) throws Exception {
        for (int i = 0; i < 300; i++) {
            if (Boolean.TRUE.equals(evaluate(expression))) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IOException("never true: " + expression);
    }

    /** Presses and releases one key. */
    void press(String key) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "text", key));
        }
    }

    void size(int width, int height, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        height,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        dark ? "dark" : "light"))));
    }

    void screenshot(Path png) throws Exception {
        Map<String, Object> shot = call("Page.captureScreenshot", Map.of("format", "png"));
        Files.createDirectories(png.getParent());
        Files.write(png, Base64.getDecoder().decode((String) shot.get("data")));
    }

    /** Errors, warnings and prints of the page so far. */
    List<String> complaints() {
        return List.copyOf(listener.complaints);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
