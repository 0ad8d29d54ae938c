package io.tidemark.ingest;

import io.tidemark.config.Hashing;
import io.tidemark.config.Salt;
import io.tidemark.stats.HotPath;
import io.tidemark.stats.Stretch;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The keyed hash of a value: the first {@value Hashing#LETTERS} hexadecimal digits of HMAC-SHA-256 over its UTF-8 (80 bits), written in the letters a to p, so
 * that it is never a number.
 *
 * <p>Values that came before are found again without computing, up to a limit: those of a category come often. Owned by one task; not thread-safe.
 */
final class ValueHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SLOTS = 1 << 11;
    private static final int LONGEST_KNOWN = 48;
    private static final int NONE = -1;

    private final @Nullable Mac mac;
    private final byte[] digest = new byte[32];
    private final byte[] known = new byte[SLOTS * LONGEST_KNOWN];
    private final byte[] letters = new byte[SLOTS * Hashing.LETTERS];
    private final byte[] lengths = new byte[SLOTS];

    /** With that key; without one, nothing can be hashed. */
    ValueHash(Salt salt) {
        this.mac = salt.isGiven() ? mac(salt.key()) : null;
        Arrays.fill(lengths, (byte) NONE);
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }

    /**
     * Writes the hash of a text, {@value Hashing#LETTERS} bytes.
     *
     * @throws IllegalStateException if there is no salt: no value goes on that should have been hashed
     */
    @HotPath
    void put(byte[] from, int offset, int length, byte[] to, int at) {
        if (length > LONGEST_KNOWN) {
            compute(from, offset, length, to, at);
            return;
        }
        int slot = Stretch.hash(from, offset, length) & (SLOTS - 1);
        int place = slot * LONGEST_KNOWN;
        if (lengths[slot] != length || !Arrays.equals(known, place, place + length, from, offset, offset + length)) {
            compute(from, offset, length, letters, slot * Hashing.LETTERS);
            System.arraycopy(from, offset, known, place, length);
            lengths[slot] = (byte) length;
        }
        System.arraycopy(letters, slot * Hashing.LETTERS, to, at, Hashing.LETTERS);
    }

    private void compute(byte[] from, int offset, int length, byte[] to, int at) {
        if (mac == null) {
            throw new IllegalStateException("columns.hash is asked for, and there is no salt");
        }
        try {
            mac.update(from, offset, length);
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a digest of " + ALGORITHM + " has 32 bytes", impossible);
        }
        for (int i = 0; i < Hashing.LETTERS; i++) {
            int digit = digest[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xf;
            to[at + i] = (byte) ('a' + digit);
        }
    }

    /** The same of a string; allocates. */
    String of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] hash = new byte[Hashing.LETTERS];
        put(utf8, 0, utf8.length, hash, 0);
        return new String(hash, StandardCharsets.US_ASCII);
    }
}
