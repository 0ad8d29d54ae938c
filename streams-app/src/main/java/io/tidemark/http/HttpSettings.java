package io.tidemark.http;

/**
 * Where the server listens, and to whom.
 *
 * @param host an address of this machine, without brackets
 * @param port 0 for a free one
 * @param tokens who may do what
 * @param openness whether one may look without any of them
 * @param isLoopback whether only this machine reaches the host
 * @param isAdvertisedBeyond whether other instances are told to reach it from other machines, as through a proxy
 */
public record HttpSettings(
        String host, int port, Tokens tokens, Openness openness, boolean isLoopback, boolean isAdvertisedBeyond) {
    /**
     * Settings.
     *
     * @param openness whether it was said that nobody needs a token, although others than this machine reach the server
     * @throws IllegalArgumentException if others would reach it without a token, and nobody has said that they may
     */
    public static HttpSettings of(String host, int port, Tokens tokens, Openness openness) {
        boolean isLoopback = Loopback.isAddress(host);
        if (tokens.isEmpty() && openness == Openness.GUARDED && !isLoopback) {
            throw new IllegalArgumentException("host " + host
                    + " can be reached by others, and no token is asked for: give --http-tokens FILE; or, if everybody there may look,"
                    + " --http-open twice");
        }
        return new HttpSettings(Loopback.bare(host), port, tokens, openness, isLoopback, false);
    }

    /** Who may look without a token. */
    public enum Openness {
        /** Who is on this machine, as long as there is no token at all. */
        GUARDED,
        /** Whoever reaches the server. */
        OPEN
    }

    /**
     * The same, where other instances are told to reach the server there.
     *
     * @param address HOST:PORT; empty for where it listens
     */
    public HttpSettings advertisedAt(String address) {
        boolean isBeyond = !address.isEmpty() && !Loopback.isAddress(Loopback.host(address));
        return new HttpSettings(host, port, tokens, openness, isLoopback, isBeyond);
    }

    /** Whether one may look without a token. */
    boolean isOpen() {
        return tokens.isEmpty() || openness == Openness.OPEN;
    }

    /** Whether raw rows are told without a token: nobody but who is on this machine is meant to reach the server. */
    boolean tellsRowsToAnybody() {
        return tokens.isEmpty() && openness == Openness.GUARDED && isLoopback && !isAdvertisedBeyond;
    }
}
