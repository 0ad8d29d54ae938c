package io.tidemark.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody who takes webhooks, and who fails, hangs, drops connections and dies when told to. It keeps what it took, and whether the sender
 * could know that: only where it could not, the same id may come again, and is the same thing. Any thread.
 */
final class WebhookPeer implements AutoCloseable {
    private final String secret;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, String> taken = new LinkedHashMap<>();
    private final List<String> unanswered = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private HttpServer server;
    private CountDownLatch hanging = new CountDownLatch(1);
    private Mood mood = Mood.WELL;
    private int seen;

    /** How it answers. */
    enum Mood {
        /** 204. */
        WELL,
        /** 500, and takes nothing. */
        FAILING,
        /** 400, and takes nothing. */
        REFUSING,
        /** Takes it and never answers. */
        HANGING,
        /** Takes it and drops the connection. */
        DROPPING
    }

    WebhookPeer(String secret) throws IOException {
        this.secret = secret;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.port = server.getAddress().getPort();
        serve();
    }

    private void serve() {
        server.setExecutor(threads);
        server.createContext("/hook", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port + "/hook");
    }

    synchronized void be(Mood other) {
        mood = other;
        seen = 0;
        hanging.countDown();
        hanging = new CountDownLatch(1);
    }

    /** Nobody listens any more. */
    void die() {
        server.stop(0);
    }

    /** Listens again where it did. */
    void comeBack() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException("the port is taken: port=" + port, failure);
        }
        serve();
    }

    /** Requests since its mood changed. */
    synchronized int seen() {
        return seen;
    }

    /** Ids in the order in which they were taken first. */
    synchronized List<String> taken() {
        return List.copyOf(taken.keySet());
    }

    synchronized String body(String id) {
        return Objects.requireNonNull(taken.get(id));
    }

    /** Ids that came again although their answer was whole, and other faults. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Ids whose answer got lost. */
    synchronized List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        CountDownLatch release;
        Mood now;
        synchronized (this) {
            seen++;
            now = mood;
            release = hanging;
            check(exchange, id, body);
            take(now, id, body);
        }
        if (now == Mood.HANGING) {
            await(release);
        }
        if (now == Mood.HANGING || now == Mood.DROPPING) {
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(status(now), -1);
        exchange.close();
    }

    private static int status(Mood now) {
        return switch (now) {
            case WELL, HANGING, DROPPING -> 204;
            case FAILING -> 500;
            case REFUSING -> 400;
        };
    }

    private void take(Mood now, String id, String body) {
        if (now == Mood.FAILING || now == Mood.REFUSING) {
            return;
        }
        if (taken.putIfAbsent(id, body) != null && !unanswered.contains(id)) {
            wrong.add("came again: " + id);
        }
        if (now == Mood.WELL) {
            unanswered.remove(id);
        } else if (!unanswered.contains(id)) {
            unanswered.add(id);
        }
    }

    private void check(HttpExchange exchange, String id, String body) {
        String signed = id + "." + exchange.getRequestHeaders().getFirst("webhook-timestamp") + "." + body;
        if (!hmac(signed).equals(exchange.getRequestHeaders().getFirst("webhook-signature"))) {
            wrong.add("badly signed: " + id);
        }
    }

    private String hmac(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void await(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        be(Mood.WELL);
        server.stop(0);
        threads.shutdownNow();
    }
}
