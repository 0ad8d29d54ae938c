package io.tidemark.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the server listens, and to whom.
 *
 * @param host an address of this machine
 * @param port 0 for a free one
 * @param tokens who may do what
 */
public record HttpSettings(String host, int port, Tokens tokens) {
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
        return new HttpSettings(host, port, tokens);
    }

    /** Whether others than this machine may look without a token. */
    public enum Openness {
        GUARDED,
        /** It was said twice. */
        OPEN
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
