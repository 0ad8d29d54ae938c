package io.tidemark.config;

import java.nio.charset.StandardCharsets;

/** The secret with which values are hashed: it is in no message, and in nothing that is printed or written. */
public final class Salt {
    /** There is none; what is to be hashed then stops whoever tries. */
    public static final Salt NONE = new Salt(new byte[0]);

    /** Fewest bytes of a salt: less could be guessed. */
    public static final int FEWEST_BYTES = 16;

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * The salt of that text, without blanks around it, in UTF-8.
     *
     * @throws IllegalArgumentException if it has fewer than {@value #FEWEST_BYTES} bytes; the message tells how many, and not which
     */
    public static Salt of(String text) {
        byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
        if (bytes.length < FEWEST_BYTES) {
            throw new IllegalArgumentException("has " + bytes.length + " bytes; write at least " + FEWEST_BYTES
                    + ", like openssl rand -base64 24");
        }
        return new Salt(bytes);
    }

    /** Whether there is one. */
    public boolean isGiven() {
        return bytes.length > 0;
    }

    /** A copy of the key. */
    public byte[] key() {
        return bytes.clone();
    }

    @Override
    public String toString() {
        return isGiven() ? "‹salt›" : "";
    }
}
