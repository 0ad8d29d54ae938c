package io.tidemark.query;

/**
 * How instances ask one another.
 *
 * @param scheme {@code http} or {@code https}
 * @param token that all instances share; empty where none is asked for. Never logged
 */
public record PeerSettings(String scheme, String token) {
    @Override
    public String toString() {
        return "PeerSettings[scheme=" + scheme + ", token=" + (token.isEmpty() ? "none" : "hidden") + ']';
    }
}
