package io.tidemark.profile;

import io.tidemark.stats.HotPath;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether texts match a regular expression as a whole, without making an object a text and in bounded time.
 *
 * <p>Java's engine may take exponential time for expressions like {@code (a+)+b}, so a text is cut after {@value #LONGEST_TEXT} bytes, and a
 * match that looks at more than {@value #MOST_STEPS} characters in all is given up: such a text counts as one that does not match.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class PatternCheck implements CharSequence {
    /** Bytes of a text that are matched; the rest is not looked at. */
    static final int LONGEST_TEXT = 256;

    /** Characters that one match may look at, the same one again and again among them: about 0.1 ms. */
    static final int MOST_STEPS = 20_000;

    private static final char REPLACEMENT = '\uFFFD';

    private final char[] text = new char[LONGEST_TEXT];
    private final Matcher matcher;
    private final TooLong tooLong = new TooLong();
    private int length;
    private int steps;

    PatternCheck(Pattern pattern) {
        matcher = pattern.matcher("");
    }

    /** Thrown out of the engine, which has no other way to stop. */
    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("a match takes too long", null, false, false);
        }
    }

    @HotPath
    boolean matches(byte[] bytes, int offset, int byteLength) {
        decode(bytes, offset, Utf8.cut(bytes, offset, byteLength, LONGEST_TEXT));
        steps = 0;
        try {
            return matcher.reset(this).matches();
        } catch (TooLong givenUp) {
            return false;
        }
    }

    /** UTF-8 to characters; what is broken becomes U+FFFD, a byte each. */
    private void decode(byte[] bytes, int offset, int byteLength) {
        length = 0;
        int at = offset;
        int end = offset + byteLength;
        while (at < end) {
            int size = Math.min(size(bytes[at]), end - at);
            int point = size == size(bytes[at]) ? point(bytes, at, size) : -1;
            if (point < 0) {
                text[length++] = REPLACEMENT;
                at++;
            } else {
                length += Character.toChars(point, text, length);
                at += size;
            }
        }
    }

    private static int size(byte first) {
        if (first >= 0 || (first & 0xC0) == 0x80) {
            return 1;
        }
        return (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
    }

    /** The code point of a sequence of that size; −1 if it is none. */
    private static int point(byte[] bytes, int at, int size) {
        if (size == 1) {
            return bytes[at] >= 0 ? bytes[at] : -1;
        }
        int point = bytes[at] & (0x7F >> size);
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return -1;
            }
            point = point << 6 | bytes[at + i] & 0x3F;
        }
        return Character.isValidCodePoint(point) ? point : -1;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        if (++steps > MOST_STEPS) {
            throw tooLong;
        }
        return text[index];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(text, start, end - start);
    }

    @Override
    public String toString() {
        return new String(text, 0, length);
    }
}
