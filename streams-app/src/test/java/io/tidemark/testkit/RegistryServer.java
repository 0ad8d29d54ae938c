package io.tidemark.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** As much of a schema registry as it takes to ask for schemas, and to register one; can be told to fail, to stay silent, and to demand credentials. */
public final class RegistryServer implements AutoCloseable {
    /** The id of whatever is registered. */
    public static final int REGISTERED = 77;

    private final HttpServer server;
    private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile String demanded = "";
    private volatile int fails;

    private RegistryServer(HttpServer server) {
        this.server = server;
    }

    /** On a free port. */
    public static RegistryServer start() throws IOException {
        return start(0);
    }

    /** On that port. */
    public static RegistryServer start(int port) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 10);
        RegistryServer registry = new RegistryServer(http);
        http.createContext("/", registry::answer);
        http.setExecutor(Executors.newCachedThreadPool());
        http.start();
        return registry;
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** There is such a schema. */
    public RegistryServer with(int id, String schema) {
        schemas.put(id, schema);
        return this;
    }

    /** All answers have that status; 0: as they should be. */
    public void fail(int status) {
        fails = status;
    }

    /** What the header {@code Authorization} must be. */
    public void demand(String authorization) {
        demanded = authorization;
    }

    /** The paths that were asked for, in order. */
    public List<String> asked() {
        return asked;
    }

    /** What stood in {@code Authorization}, in order. */
    public List<String> authorizations() {
        return authorizations;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(path);
        authorizations.add(given);
        if (fails > 0) {
            send(exchange, fails, "{\"error_code\":" + fails + "01,\"message\":\"told to fail\"}");
        } else if (!demanded.isEmpty() && !demanded.equals(given)) {
            send(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
        } else if (path.startsWith("/config/")) {
            send(exchange, 200, "{\"compatibilityLevel\":\"BACKWARD\"}");
        } else if (path.startsWith("/subjects/")) {
            send(exchange, 200, "{\"id\":" + REGISTERED + "}");
        } else if (path.startsWith("/schemas/ids/")) {
            sendSchema(exchange, Integer.parseInt(path.substring("/schemas/ids/".length())));
        } else {
            send(exchange, 404, "<html>nothing here</html>");
        }
    }

    private void sendSchema(HttpExchange exchange, int id) throws IOException {
        String schema = schemas.get(id);
        if (schema == null) {
            send(exchange, 404, "{\"error_code\":40403,\"message\":\"Schema " + id + " not found\"}");
        } else if (schema.startsWith("syntax")) {
            send(exchange, 200, "{\"schemaType\":\"PROTOBUF\",\"schema\":" + quote(schema) + "}");
        } else {
            send(exchange, 200, "{\"schema\":" + quote(schema) + "}");
        }
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
