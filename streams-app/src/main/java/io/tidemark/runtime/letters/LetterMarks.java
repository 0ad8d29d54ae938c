package io.tidemark.runtime.letters;

import java.util.BitSet;
import java.util.Map;

/** The marks of letters that were sent again: one bit a letter, counted from the first record of its partition. */
final class LetterMarks {
    private LetterMarks() {}

    /** Sets a mark, {@code PARTITION@OFFSET}; one of nobody's marks nothing. */
    static void set(String id, Map<Integer, Long> firsts, Map<Integer, BitSet> marks) {
        int at = id.indexOf('@');
        try {
            int partition = Integer.parseInt(id.substring(0, Math.max(0, at)));
            long bit = Long.parseLong(id.substring(at + 1)) - firsts.getOrDefault(partition, 0L);
            if (bit >= 0 && bit < Integer.MAX_VALUE) {
                marks.computeIfAbsent(partition, ignored -> new BitSet()).set((int) bit);
            }
        } catch (NumberFormatException notOurs) {
            // a mark of nobody's marks nothing
        }
    }

    /** Whether a letter has a mark. */
    static boolean isSet(Letter.Id id, Map<Integer, Long> firsts, Map<Integer, BitSet> marks) {
        long bit = id.offset() - firsts.getOrDefault(id.partition(), 0L);
        BitSet ofPartition = marks.get(id.partition());
        return ofPartition != null && bit >= 0 && bit < Integer.MAX_VALUE && ofPartition.get((int) bit);
    }
}
