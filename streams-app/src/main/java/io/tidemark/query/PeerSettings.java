package io.tidemark.query;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How instances ask one another.
 *
 * @param scheme {@code http} or {@code https}
 * @param token that all instances share; empty where none is asked for. Never logged
 */
public record PeerSettings(String scheme, String token) {
    /**
     * Asks another instance. The time is for the whole of the answer, where the client's own ends with its first line; then the exchange is given up.
     *
     * @param peer host:port
     * @param path with its parameters
     * @return fails with a {@link java.util.concurrent.TimeoutException} if the time is over
     * @throws IllegalArgumentException if the peer is no host:port
     */
    CompletableFuture<HttpResponse<byte[]>> ask(HttpClient client, String peer, String path, Duration patience) {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request(peer, path), HttpResponse.BodyHandlers.ofByteArray());
        return sent.copy().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).whenComplete((response, failure) -> {
            if (failure != null) {
                sent.cancel(true);
            }
        });
    }

    private HttpRequest request(String peer, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(scheme + "://" + peer + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return request.build();
    }

    @Override
    public String toString() {
        return "PeerSettings[scheme=" + scheme + ", token=" + (token.isEmpty() ? "none" : "hidden") + ']';
    }
}
