package io.tidemark.domain;

/**
 * How far one source partition has come; what assess makes its watermark of.
 *
 * @param source topic and partition, as {@code topic-3}
 * @param newestEventTimeMs highest event time seen in the partition; {@link Long#MIN_VALUE} before the first event
 * @param events events taken from the partition since the task started
 * @param state whether the partition is flowing, idle, or at its end
 */
public record Mark(String source, long newestEventTimeMs, long events, State state) implements Partial {
    /** What the partition's reader knows of it. */
    public enum State {
        /** Events are coming. */
        FLOWING,
        /** Nothing came for the idle time-out although the reader was alive. */
        IDLE,
        /** The partition will bring nothing more (replay). */
        ENDED
    }
}
