package io.tidemark.query;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * How instances ask one another.
 *
 * @param scheme {@code http} or {@code https}
 * @param token that all instances share; empty where none is asked for. Never logged
 */
public record PeerSettings(String scheme, String token) {
    /**
     * A request to another instance, for all that it answers with.
     *
     * @param peer host:port
     * @param path with its parameters
     */
    HttpRequest request(String peer, String path, Duration patience) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(scheme + "://" + peer + path)).timeout(patience);
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
