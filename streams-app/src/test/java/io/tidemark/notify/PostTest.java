package io.tidemark.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tidemark.notify.Answer.Accepted;
import io.tidemark.notify.Answer.NotNow;
import io.tidemark.notify.Answer.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PostTest {
    private static final Secret SECRET = Secret.of("routing-key-42");

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger landed = new AtomicInteger();
    private final Post post = new Post(
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build(), Duration.ofMillis(700));
    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/taken", exchange -> answer(exchange, 202, "ok"));
        server.createContext("/refused", exchange -> answer(exchange, 400, "bad key\n routing-key-42 "));
        server.createContext("/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            answer(exchange, 429, "");
        });
        server.createContext("/down", exchange -> answer(exchange, 503, "x".repeat(5_000)));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/taken");
            answer(exchange, 307, "");
        });
        server.createContext("/silent", exchange -> await());
        server.createContext("/slow-body", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            await();
        });
        server.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void successIsTaken() throws InterruptedException {
        assertThat(send("/taken")).isEqualTo(new Accepted());
    }

    @Test
    void refusalIsForGoodAndHidesTheSecret() throws InterruptedException {
        assertThat(send("/refused")).isEqualTo(new Refused(400, "bad key ‹secret›"));
    }

    @Test
    void redirectIsNotFollowed() throws InterruptedException {
        assertThat(send("/moved")).isEqualTo(new Refused(307, ""));
        assertThat(landed).hasValue(1);
    }

    @Test
    void busyIsTriedLaterAsItAsks() throws InterruptedException {
        assertThat(send("/busy")).isEqualTo(new NotNow("status 429", 7_000));
    }

    @Test
    void longAnswerIsCut() throws InterruptedException {
        assertThat(send("/down")).isEqualTo(new NotNow("status 503: " + "x".repeat(1_024), 0));
    }

    @Test
    void silenceEndsAfterTheTimeOut() throws InterruptedException {
        assertThat(send("/silent")).isInstanceOf(NotNow.class);
    }

    /** HttpRequest's own time-out ends with the headers. */
    @Test
    void aBodyThatNeverEndsDoesToo() throws InterruptedException {
        assertThat(send("/slow-body")).isEqualTo(new NotNow("no answer within 700 ms", 0));
    }

    @Test
    void nobodyThereIsTriedLater() throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Answer answer = post.send(letter(URI.create("http://127.0.0.1:" + port + "/")), 0);

        assertThat(answer).isInstanceOf(NotNow.class);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        long now = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

        assertThat(Post.afterMs("120", now)).isEqualTo(120_000);
        assertThat(Post.afterMs("Sun, 22 Nov 2026 10:00:30 GMT", now)).isEqualTo(30_000);
        assertThat(Post.afterMs("Sun, 22 Nov 2026 09:00:30 GMT", now)).isZero();
        assertThat(Post.afterMs("soon", now)).isZero();
        assertThat(Post.afterMs("", now)).isZero();
    }

    private Answer send(String path) throws InterruptedException {
        return post.send(
                letter(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path)), 0);
    }

    private static Letter letter(URI url) {
        return new Letter(url, Map.of(), "{}", SECRET);
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        landed.incrementAndGet();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
