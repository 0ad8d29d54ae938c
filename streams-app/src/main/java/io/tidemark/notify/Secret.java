package io.tidemark.notify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A key or token that must not be shown: neither by {@link #toString()} nor in what a peer answers. */
public final class Secret {
    /** There is none. */
    public static final Secret NONE = new Secret("");

    private static final String BASE64 = "whsec_";
    private static final String SHOWN = "‹secret›";
    private static final int SHORTEST_HIDDEN = 4;

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Of that text, without blanks around it; {@link #NONE} if nothing is left. */
    public static Secret of(String text) {
        return text.isBlank() ? NONE : new Secret(text.strip());
    }

    /** Whether there is one. */
    public boolean isGiven() {
        return !text.isEmpty();
    }

    String text() {
        return text;
    }

    /**
     * The key of a signature: the bytes behind {@code whsec_} in base64, as Standard Webhooks writes secrets, else the text itself in UTF-8.
     *
     * @throws IllegalArgumentException if what stands behind {@code whsec_} is no base64; its message does not show it
     */
    byte[] key() {
        if (!text.startsWith(BASE64)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(text.substring(BASE64.length()));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("the secret begins with whsec_, but no base64 follows");
        }
    }

    /** A text in which the secret does not appear. */
    String hiddenIn(String shown) {
        return text.length() < SHORTEST_HIDDEN ? shown : shown.replace(text, SHOWN);
    }

    @Override
    public String toString() {
        return isGiven() ? SHOWN : "";
    }
}
