package io.tidemark.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Gives tokens that expire to a client that it knows, as an OAuth server does (client credentials); they are not signed. */
final class TokenOffice implements AutoCloseable {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final String known;
    private final Duration life;
    private final Map<String, Instant> expiries = new ConcurrentHashMap<>();

    private TokenOffice(HttpServer server, String known, Duration life) {
        this.server = server;
        this.known = known;
        this.life = life;
        server.createContext("/token", this::answer);
        server.start();
    }

    /** @param life whole seconds */
    static TokenOffice open(String client, String secret, Duration life) throws IOException {
        byte[] user = (client + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return new TokenOffice(
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10),
                "Basic " + Base64.getEncoder().encodeToString(user),
                life);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    /** Whether a header {@code Authorization} has a token that is not expired. */
    boolean knows(String authorization) {
        Instant expiry = expiries.get(authorization.replaceFirst("^Bearer ", ""));
        return expiry != null && Instant.now().isBefore(expiry);
    }

    /** How many tokens were given. */
    int given() {
        return expiries.size();
    }

    /** Whether all that were given are of no use any more. */
    boolean isAllExpired() {
        return expiries.values().stream().allMatch(expiry -> Instant.now().isAfter(expiry));
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        if (known.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            long now = Instant.now().getEpochSecond();
            long expiry = now + life.toSeconds();
            String claims =
                    "{\"sub\":\"tidemark\",\"iat\":" + now + ",\"exp\":" + expiry + ",\"jti\":\"" + given() + "\"}";
            String token = encode("{\"alg\":\"none\"}") + "." + encode(claims) + "." + encode("unsigned");
            expiries.put(token, Instant.ofEpochSecond(expiry));
            send(
                    exchange,
                    200,
                    "{\"access_token\":\"" + token + "\",\"token_type\":\"bearer\",\"expires_in\":" + life.toSeconds()
                            + "}");
        } else {
            send(exchange, 401, "{\"error\":\"invalid_client\"}");
        }
    }

    private static String encode(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
