package io.tidemark.ingest;

import io.tidemark.config.TimeFormat.Kind;
import io.tidemark.stats.HotPath;

/**
 * Numbers since the epoch as times in milliseconds, the same whether they stand in JSON, in Avro or as digits in a text. Of {@link Kind#AUTO}, and wherever
 * the format is one of texts, the size says the unit: below 10^11 they are seconds (the year 5138), below 10^14 milliseconds, below 10^17
 * microseconds, else nanoseconds.
 */
final class EpochTimes {
    private static final long SECONDS_BELOW = 100_000_000_000L;
    private static final long MILLIS_BELOW = 100_000_000_000_000L;
    private static final long MICROS_BELOW = 100_000_000_000_000_000L;

    private EpochTimes() {}

    /** Milliseconds, what is below one cut towards the past; {@link CsvTime#NO_TIME} if they do not fit. */
    @HotPath
    static long ms(Kind kind, long value) {
        return switch (kind) {
            case SECONDS -> seconds(value);
            case MILLIS -> value;
            case MICROS -> Math.floorDiv(value, 1_000L);
            default -> bySize(value);
        };
    }

    private static long seconds(long value) {
        return value > Long.MAX_VALUE / 1_000 || value < Long.MIN_VALUE / 1_000 ? CsvTime.NO_TIME : value * 1_000;
    }

    private static long bySize(long value) {
        long size = Math.abs(value);
        if (size < 0) {
            return CsvTime.NO_TIME;
        }
        if (size < SECONDS_BELOW) {
            return value * 1_000;
        }
        if (size < MILLIS_BELOW) {
            return value;
        }
        return Math.floorDiv(value, size < MICROS_BELOW ? 1_000L : 1_000_000L);
    }

    /** Whether such a number is one of seconds, whose fraction then counts. */
    @HotPath
    static boolean isSeconds(Kind kind, double value) {
        return kind == Kind.SECONDS || kind != Kind.MILLIS && kind != Kind.MICROS && Math.abs(value) < SECONDS_BELOW;
    }
}
