package io.tidemark.ingest;

import io.tidemark.config.TimeFormat;
import io.tidemark.stats.HotPath;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Event times as records bring them, to milliseconds since the epoch.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class EventTimes {
    /** What stands for no time. */
    static final long NO_TIME = CsvTime.NO_TIME;

    private static final int LONGEST_TEXT = 100;
    private static final long SECONDS_BELOW = 100_000_000_000L;
    private static final long MILLIS_BELOW = 100_000_000_000_000L;
    private static final long MICROS_BELOW = 100_000_000_000_000_000L;

    private final TimeFormat format;
    private final ZoneId zone;
    private final CsvTime texts;
    private final char[] buffer = new char[LONGEST_TEXT];

    EventTimes(TimeFormat format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
        this.texts = new CsvTime(format, zone);
    }

    /** A text in ASCII. */
    @HotPath
    long ofText(byte[] bytes, int offset, int length) {
        if (length > LONGEST_TEXT) {
            return NO_TIME;
        }
        for (int i = 0; i < length; i++) {
            buffer[i] = (char) (bytes[offset + i] & 0xff);
        }
        return texts.parse(buffer, 0, length);
    }

    /** A whole number without a type that says its unit: by the format, or by its size. */
    @HotPath
    long ofNumber(long value) {
        return switch (format.kind()) {
            case SECONDS -> value > Long.MAX_VALUE / 1_000 || value < Long.MIN_VALUE / 1_000 ? NO_TIME : value * 1_000;
            case MILLIS -> value;
            case MICROS -> Math.floorDiv(value, 1_000L);
            default -> bySize(value);
        };
    }

    private static long bySize(long value) {
        long size = Math.abs(value);
        if (size < 0) {
            return NO_TIME;
        }
        if (size < SECONDS_BELOW) {
            return value * 1_000;
        }
        if (size < MILLIS_BELOW) {
            return value;
        }
        return Math.floorDiv(value, size < MICROS_BELOW ? 1_000L : 1_000_000L);
    }

    /** A number with a fraction. */
    @HotPath
    long ofNumber(double value) {
        if (!(Math.abs(value) < MICROS_BELOW)) {
            return NO_TIME;
        }
        return switch (format.kind()) {
            case MILLIS -> (long) Math.floor(value);
            case MICROS -> (long) Math.floor(value / 1_000);
            default ->
                Math.abs(value) < SECONDS_BELOW
                        ? (long) Math.floor(value * 1_000 + 1e-6)
                        : ofNumber((long) Math.floor(value));
        };
    }

    /** A wall clock's time, as if it were UTC, in milliseconds: in the mapping's zone. */
    long ofLocal(long localMs) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMs, 1_000L), (int) Math.floorMod(localMs, 1_000L) * 1_000_000, ZoneOffset.UTC);
        return local.atZone(zone).toInstant().toEpochMilli();
    }
}
