package io.tidemark.stats.grid;

import io.tidemark.stats.HotPath;
import java.nio.CharBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds length and shape of texts in place, without making an object.
 *
 * <p>Owned by one task; not thread-safe.
 */
@HotPath
public final class TextReader {
    private static final char REPLACEMENT = '\uFFFD';
    private static final CharBuffer NOTHING = CharBuffer.allocate(0);

    private final Matcher[] matchers;
    private final CharBuffer text;

    /** A reader of texts by the grid's patterns and {@link TextShape}. */
    public TextReader(TextGrid grid) {
        matchers = grid.patterns().stream()
                .map(pattern -> Pattern.compile(pattern.regex()).matcher(NOTHING))
                .toArray(Matcher[]::new);
        text = CharBuffer.allocate(matchers.length == 0 ? 0 : TextShape.LONGEST);
    }

    /** Characters (code points) among the first {@link TextShape#LONGEST} bytes of UTF-8. */
    public static int characters(byte[] bytes, int offset, int length) {
        int end = offset + Math.min(length, TextShape.LONGEST);
        int characters = 0;
        for (int i = offset; i < end; i++) {
            characters += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return characters;
    }

    /** The index of the text's shape among {@link TextGrid#shapes()}: the first pattern that matches it as a whole, else its {@link TextShape}. */
    public int shape(byte[] bytes, int offset, int length) {
        if (matchers.length > 0 && length <= TextShape.LONGEST) {
            decode(bytes, offset, length);
            for (int i = 0; i < matchers.length; i++) {
                if (matchers[i].reset(text).matches()) {
                    return i;
                }
            }
        }
        return matchers.length + TextShape.of(bytes, offset, length).ordinal();
    }

    /** Broken UTF-8, and each character beyond U+FFFF, is a sign of replacement. */
    private void decode(byte[] bytes, int offset, int length) {
        text.clear();
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int lead = bytes[at++];
            int more = lead >= 0 ? 0 : (lead & 0xE0) == 0xC0 ? 1 : (lead & 0xF0) == 0xE0 ? 2 : 3;
            int value = more == 0 ? lead : lead & (0x3F >> more);
            int left = more;
            while (left > 0 && at < end && (bytes[at] & 0xC0) == 0x80) {
                value = value << 6 | bytes[at++] & 0x3F;
                left--;
            }
            text.put(left == 0 && value <= Character.MAX_VALUE ? (char) value : REPLACEMENT);
        }
        text.flip();
    }
}
