package io.tidemark.profile;

import io.tidemark.stats.HotPath;

/** Texts as UTF-8 bytes. */
final class Utf8 {
    private static final int LONGEST_TAIL = 3;

    private Utf8() {}

    /** How many bytes of a text are kept where at most so many may be: all, or fewer so that no character is cut in two. */
    @HotPath
    static int cut(byte[] buffer, int offset, int length, int most) {
        if (length <= most) {
            return length;
        }
        int kept = most;
        while (most - kept < LONGEST_TAIL && (buffer[offset + kept] & 0xC0) == 0x80) {
            kept--;
        }
        return kept;
    }
}
