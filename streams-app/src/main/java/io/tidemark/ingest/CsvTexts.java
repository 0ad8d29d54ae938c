package io.tidemark.ingest;

import io.tidemark.stats.HotPath;
import org.jspecify.annotations.Nullable;

/** Strings that were made before, so that a category's value is one object; forgets by overwriting. Not thread-safe. */
final class CsvTexts {
    private static final int SLOTS = 1 << 12;
    private static final int LONGEST = 64;

    private final @Nullable String[] texts = new String[SLOTS];

    @HotPath
    String text(char[] buffer, int offset, int length) {
        if (length > LONGEST) {
            return new String(buffer, offset, length);
        }
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + buffer[i];
        }
        int slot = (hash ^ hash >>> 15) & (SLOTS - 1);
        String known = texts[slot];
        if (known == null || !isSame(known, buffer, offset, length)) {
            known = new String(buffer, offset, length);
            texts[slot] = known;
        }
        return known;
    }

    private static boolean isSame(String known, char[] buffer, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != buffer[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
