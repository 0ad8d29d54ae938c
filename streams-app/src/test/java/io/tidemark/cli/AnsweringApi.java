package io.tidemark.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that gives the answers it was told to give, and remembers what it was asked. Any thread. */
final class AnsweringApi implements AutoCloseable {
    private static final Pattern AFTER = Pattern.compile("(?:^|&)after=([^&]*)");

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile int status = 200;

    AnsweringApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            asked.put(path, query);
            asked.put("token", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Matcher after = AFTER.matcher(query);
            String page = after.find() ? path + '#' + after.group(1) : path;
            byte[] answer = answers.getOrDefault(page, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    /** What it answers at a path, of a page after the first at {@code PATH#AFTER}. */
    void put(String path, String answer) {
        answers.put(path, answer);
    }

    /** The query that a path was asked with last, or the {@code token} of the last question. */
    String asked(String path) {
        return String.valueOf(asked.get(path));
    }

    /** The status of all answers. */
    void status(int code) {
        status = code;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
