package io.tidemark.notify;

import java.net.URI;
import java.util.Map;

/**
 * A request to a target: JSON, to be posted. It may hold a secret and is not shown.
 *
 * @param url where to
 * @param headers besides the content type
 * @param body JSON
 * @param secret what must not be shown, whatever the peer answers
 */
public record Letter(URI url, Map<String, String> headers, String body, Secret secret) {
    public Letter {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "letter to " + url.getHost();
    }
}
