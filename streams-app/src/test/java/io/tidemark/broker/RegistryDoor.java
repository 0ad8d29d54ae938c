package io.tidemark.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** What stands before a registry that is not for everybody: hands on the requests of those whom it knows. */
final class RegistryDoor implements AutoCloseable {
    private final HttpServer server;
    private final String behind;
    private final Predicate<String> known;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger refused = new AtomicInteger();

    private RegistryDoor(HttpServer server, Apicurio behind, Predicate<String> known) {
        this.server = server;
        this.behind = URI.create(behind.url()).resolve("/").toString();
        this.known = known;
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static InetSocketAddress anyPort() throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    }

    /** @param known whose header {@code Authorization} opens it; the header is empty where there is none */
    static RegistryDoor plain(Apicurio behind, Predicate<String> known) throws IOException {
        return new RegistryDoor(HttpServer.create(anyPort(), 10), behind, known);
    }

    /** With TLS, for all. */
    static RegistryDoor secured(Apicurio behind, SSLContext context) throws IOException {
        HttpsServer https = HttpsServer.create(anyPort(), 10);
        https.setHttpsConfigurator(new HttpsConfigurator(context));
        return new RegistryDoor(https, behind, anybody -> true);
    }

    /** With TLS, for those whose certificate the context trusts. */
    static RegistryDoor mutual(Apicurio behind, SSLContext context, String protocol) throws IOException {
        HttpsServer https = HttpsServer.create(anyPort(), 10);
        https.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                wanted.setProtocols(new String[] {protocol});
                parameters.setSSLParameters(wanted);
            }
        });
        return new RegistryDoor(https, behind, anybody -> true);
    }

    /** Where Confluent's API is. */
    String url() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/apis/ccompat/v7";
    }

    /** How many requests were not handed on. */
    int refused() {
        return refused.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] asked = exchange.getRequestBody().readAllBytes();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (!known.test(authorization == null ? "" : authorization)) {
            refused.incrementAndGet();
            send(exchange, 401, "{\"error_code\":401,\"message\":\"Unauthorized\"}".getBytes(StandardCharsets.UTF_8));
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(behind).resolve(exchange.getRequestURI()))
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(asked))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            send(exchange, answer.statusCode(), answer.body());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
