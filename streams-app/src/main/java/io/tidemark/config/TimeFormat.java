package io.tidemark.config;

/**
 * How event times are written.
 *
 * @param kind the family of formats
 * @param pattern a {@link java.time.format.DateTimeFormatter} pattern if the kind is PATTERN, else empty
 */
public record TimeFormat(Kind kind, String pattern) {
    /** Told from the text: ISO-8601, or a number whose size says seconds, milliseconds, microseconds or nanoseconds. */
    public static final TimeFormat AUTO = new TimeFormat(Kind.AUTO, "");

    /** The families of formats. */
    public enum Kind {
        AUTO,
        /** ISO-8601 with {@code T} or a space, with or without seconds, fraction, zone; or a date alone. */
        ISO,
        /** Seconds since the epoch, with or without a fraction. */
        SECONDS,
        /** Milliseconds since the epoch. */
        MILLIS,
        /** Microseconds since the epoch. */
        MICROS,
        /** As the pattern says. */
        PATTERN
    }
}
