package io.tidemark.ingest;

import io.tidemark.stats.HotPath;

/** Writes characters to an event's page as UTF-8; half of a surrogate pair becomes a question mark. Owned by one task. */
final class Utf8Writer {
    private static final int MOST_BYTES_OF_ONE = 3;

    private final EventPage page;

    Utf8Writer(EventPage page) {
        this.page = page;
    }

    /** Puts a text; where it begins. It ends at the page's end. */
    @HotPath
    int put(char[] text, int offset, int length) {
        int start = page.room(Math.multiplyExact(length, MOST_BYTES_OF_ONE));
        byte[] to = page.texts();
        int at = start;
        int end = offset + length;
        int from = offset;
        while (from < end && text[from] < 0x80) {
            to[at++] = (byte) text[from++];
        }
        while (from < end) {
            char c = text[from++];
            if (c < 0x80) {
                to[at++] = (byte) c;
            } else if (c < 0x800) {
                to[at++] = (byte) (0xc0 | c >> 6);
                to[at++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                to[at++] = (byte) (0xe0 | c >> 12);
                to[at++] = (byte) (0x80 | c >> 6 & 0x3f);
                to[at++] = (byte) (0x80 | c & 0x3f);
            } else if (Character.isHighSurrogate(c) && from < end && Character.isLowSurrogate(text[from])) {
                int point = Character.toCodePoint(c, text[from++]);
                to[at++] = (byte) (0xf0 | point >> 18);
                to[at++] = (byte) (0x80 | point >> 12 & 0x3f);
                to[at++] = (byte) (0x80 | point >> 6 & 0x3f);
                to[at++] = (byte) (0x80 | point & 0x3f);
            } else {
                to[at++] = '?';
            }
        }
        page.cut(at);
        return start;
    }
}
