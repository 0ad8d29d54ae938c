package io.tidemark.ingest;

import io.tidemark.stats.HotPath;
import java.util.Arrays;
import java.util.Set;

/** The texts that mean "no value". Immutable. */
final class CsvMissing {
    private static final int LONGEST = 64;

    private final char[][] words;
    private final boolean[] hasLength = new boolean[LONGEST + 1];

    CsvMissing(Set<String> words) {
        this.words = words.stream().map(String::toCharArray).toArray(char[][]::new);
        for (char[] word : this.words) {
            hasLength[Math.min(LONGEST, word.length)] = true;
        }
    }

    @HotPath
    boolean isMissing(char[] text, int offset, int length) {
        if (!hasLength[Math.min(LONGEST, length)]) {
            return false;
        }
        for (char[] word : words) {
            if (Arrays.equals(word, 0, word.length, text, offset, offset + length)) {
                return true;
            }
        }
        return false;
    }
}
