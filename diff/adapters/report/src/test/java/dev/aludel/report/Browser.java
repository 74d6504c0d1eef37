package dev.aludel.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Chromium without a window, driven by the protocol of its developer tools. */
final class Browser implements AutoCloseable {

    private final Process process;
    private final Path profile;
    private final Socket socket;
    private final String session;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** The program, if this machine has it. */
    static Optional<String> program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    Browser(String program) throws IOException {
        profile = Files.createTempDirectory("aludel-browser");
        process = new ProcessBuilder(
                        program,
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.contains("DevTools listening on ")) {
            line = said.readLine();
        }
        if (line == null) {
            throw new IOException(program + " does not start");
        }
        var drain = new Thread(() -> said.lines().forEach(more -> {}), "browser-output");
        drain.setDaemon(true);
        drain.start();
        socket = new Socket(URI.create(line.substring(line.indexOf("ws://")).strip()));
        String target = String.valueOf(send("", "Target.createTarget", "{\"url\":\"about:blank\"}", "targetId"));
        session = String.valueOf(send(
                "", "Target.attachToTarget", "{\"targetId\":" + quoted(target) + ",\"flatten\":true}", "sessionId"));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", "{}");
        }
    }

    /** What the console and the page's errors have said. */
    List<String> complaints() {
        return complaints;
    }

    /** Everything that was asked for, but the page itself. */
    List<String> requests() {
        return requests;
    }

    Browser size(int width, int height, boolean dark) {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":" + (width < 600)
                        + "}");
        send(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + (dark ? "dark" : "light")
                        + "\"},{\"name\":\"prefers-reduced-motion\",\"value\":\"reduce\"}]}");
        return this;
    }

    Browser open(Path page) {
        send("Page.navigate", "{\"url\":" + quoted(page.toUri().toString()) + "}");
        for (int i = 0;
                i < 200
                        && !"complete"
                                .equals(
                                        run(
                                                "document.readyState + (document.getElementById('made')?.textContent ? '' : '?')"));
                i++) {
            pause(25);
        }
        pause(60);
        return this;
    }

    /** The value of an expression, as text. */
    String run(String expression) {
        Object value = send(
                session,
                "Runtime.evaluate",
                "{\"expression\":" + quoted("Promise.resolve(" + expression + ").then(String)")
                        + ",\"awaitPromise\":true,\"returnByValue\":true}",
                "result",
                "value");
        return String.valueOf(value);
    }

    /** Makes all of a script known to the page. */
    void add(String script) {
        send("Runtime.evaluate", "{\"expression\":" + quoted(script) + "}");
    }

    void click(String selector) {
        String[] at = run("(() => { const e = document.querySelector(" + quoted(selector)
                        + "); e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                        + " return (r.left + Math.min(r.width / 2, 60)) + ' ' + (r.top + Math.min(r.height / 2, 12)); })()")
                .split(" ");
        for (String type : List.of("mousePressed", "mouseReleased")) {
            send(
                    "Input.dispatchMouseEvent",
                    "{\"type\":\"" + type + "\",\"x\":" + at[0] + ",\"y\":" + at[1]
                            + ",\"button\":\"left\",\"clickCount\":1}");
        }
        pause(80);
    }

    void key(String key, int code) {
        String text = key.length() == 1 ? ",\"text\":" + quoted(key) : key.equals("Enter") ? ",\"text\":\"\\r\"" : "";
        for (String type : List.of("keyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    "{\"type\":\"" + type + "\",\"key\":" + quoted(key) + ",\"windowsVirtualKeyCode\":" + code
                            + (type.equals("keyDown") ? text : "") + "}");
        }
        pause(40);
    }

    void type(String text) {
        send("Input.insertText", "{\"text\":" + quoted(text) + "}");
        pause(250);
    }

    /** All of the page, or what of it is in sight. */
    void shoot(Path file, boolean whole) throws IOException {
        Object data = send(
                session,
                "Page.captureScreenshot",
                "{\"format\":\"png\",\"captureBeyondViewport\":" + whole + clip(whole) + "}",
                "data");
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(String.valueOf(data)));
    }

    private String clip(boolean whole) {
        return whole
                ? ",\"clip\":{\"x\":0,\"y\":0,\"width\":" + run("innerWidth") + ",\"height\":"
                        + run("document.documentElement.scrollHeight") + ",\"scale\":1}"
                : "";
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String quoted(String text) {
        return JsonText.of(text);
    }

    private void send(String method, String parameters) {
        send(session, method, parameters);
    }

    private @Nullable Object send(String to, String method, String parameters, Object... path) {
        return socket.send(to, method, parameters, path);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(file -> file.delete());
        } catch (java.io.UncheckedIOException gone) {
            // the browser tidies up at the same time
        }
    }

    /** The connection: answers find their questions by number, all else is an event. */
    private final class Socket implements WebSocket.Listener {

        private final AtomicInteger numbers = new AtomicInteger();
        private final Map<Integer, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();
        private final StringBuilder part = new StringBuilder();
        private final WebSocket socket;

        Socket(URI uri) {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(uri, this)
                    .join();
        }

        @Nullable
        Object send(String to, String method, String parameters, Object... path) {
            int number = numbers.incrementAndGet();
            var answer = new CompletableFuture<Object>();
            waiting.put(number, answer);
            socket.sendText(
                            "{\"id\":" + number + ",\"method\":\"" + method + "\",\"params\":" + parameters
                                    + (to.isEmpty() ? "" : ",\"sessionId\":" + quoted(to)) + "}",
                            true)
                    .join();
            Object message = answer.orTimeout(30, TimeUnit.SECONDS).join();
            Object error = JsonReader.at(message, "error", "message");
            Object thrown = JsonReader.at(message, "result", "exceptionDetails");
            if (error != null || thrown != null) {
                throw new IllegalStateException(method + ": " + (error == null ? thrown : error));
            }
            var whole = new ArrayList<Object>(List.of("result"));
            whole.addAll(List.of(path));
            return JsonReader.at(message, whole.toArray());
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                Object message = JsonReader.read(part.toString());
                part.setLength(0);
                if (JsonReader.at(message, "id") instanceof Number id) {
                    waiting.remove(id.intValue()).complete(message);
                } else {
                    event(String.valueOf(JsonReader.at(message, "method")), message);
                }
            }
            from.request(1);
            return null;
        }

        private void event(String method, @Nullable Object message) {
            switch (method) {
                case "Runtime.consoleAPICalled" -> {
                    if (!"log".equals(JsonReader.at(message, "params", "type"))) {
                        complaints.add("console: " + JsonReader.at(message, "params", "args"));
                    }
                }
                case "Runtime.exceptionThrown" ->
                    complaints.add("thrown: " + JsonReader.at(message, "params", "exceptionDetails"));
                case "Log.entryAdded" -> complaints.add("log: " + JsonReader.at(message, "params", "entry", "text"));
                case "Network.requestWillBeSent" -> {
                    if (!"Document".equals(JsonReader.at(message, "params", "type"))) {
                        requests.add(String.valueOf(JsonReader.at(message, "params", "request", "url")));
                    }
                }
                default -> {}
            }
        }
    }
}
