package io.tidemark.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens, and to whom.
 *
 * @param host an address of this machine
 * @param port 0 for a free one
 * @param tokens who may do what
 * @param openness whether one may look without any of them
 */
public record HttpSettings(String host, int port, Tokens tokens, Openness openness) {
    /**
     * Settings.
     *
     * @param openness whether it was said that nobody needs a token, although others than this machine reach the server
     * @throws IllegalArgumentException if others would reach it without a token, and nobody has said that they may
     */
    public static HttpSettings of(String host, int port, Tokens tokens, Openness openness) {
        if (tokens.isEmpty() && openness == Openness.GUARDED && !isLoopback(host)) {
            throw new IllegalArgumentException("host " + host
                    + " can be reached by others, and no token is asked for: give --http-tokens FILE; or, if everybody there may look,"
                    + " --http-open twice");
        }
        return new HttpSettings(host, port, tokens, openness);
    }

    /** Who may look without a token. */
    public enum Openness {
        /** Who is on this machine, as long as there is no token at all. */
        GUARDED,
        /** Whoever reaches the server. */
        OPEN
    }

    /** Whether one may look without a token. */
    boolean isOpen() {
        return tokens.isEmpty() || openness == Openness.OPEN;
    }

    boolean isLoopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
