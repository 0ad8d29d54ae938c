package io.tidemark.query;

import java.util.List;
import java.util.Map;

/**
 * The dead letters, as far as they were read.
 *
 * @param topic where they are
 * @param records how many there are
 * @param replayed how many of them were sent again
 * @param perReason how many, by the reason's word
 * @param newest the newest of each reason, at most {@link #KEPT} each; the last written first
 * @param behind records of the topic that are yet to be read: then there may be more letters
 */
public record Letters(
        String topic,
        long records,
        long replayed,
        Map<String, Long> perReason,
        List<DeadLetterFacts> newest,
        long behind) {
    /** Letters of a reason that are remembered; the others are counted. */
    public static final int KEPT = 500;

    public Letters {
        perReason = Map.copyOf(perReason);
        newest = List.copyOf(newest);
    }

    /**
     * A letter, without what the record was.
     *
     * @param place of the letter
     * @param reason why the record could not be used
     * @param detail what was seen and what would be right; no payload
     * @param writtenMs when the broker took the letter
     * @param failures how often the record has failed, at least 1
     * @param source of the record; its topic is empty if it is not known
     * @param sourceTimeMs the record's own time
     * @param fate whether it was sent again
     */
    public record DeadLetterFacts(
            Place place,
            String reason,
            String detail,
            long writtenMs,
            long failures,
            Place source,
            long sourceTimeMs,
            Fate fate) {}

    /** A place in a topic. */
    public record Place(String topic, int partition, long offset) {}

    /** Whether a letter was sent again. */
    public enum Fate {
        WAITING,
        REPLAYED
    }
}
