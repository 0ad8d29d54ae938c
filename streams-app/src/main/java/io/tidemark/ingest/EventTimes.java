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
    private static final double LARGEST = 0x1p63;

    private final TimeFormat format;
    private final ZoneId zone;
    private final CsvTime texts;
    private TimeSeen seen = TimeSeen.NOTHING;
    private final char[] buffer = new char[LONGEST_TEXT];

    EventTimes(TimeFormat format, ZoneId zone) {
        this.format = format;
        this.zone = zone;
        this.texts = new CsvTime(format, zone);
    }

    /** An event begins. */
    @HotPath
    void begin() {
        seen = TimeSeen.NOTHING;
    }

    /** What stands where the time should. */
    @HotPath
    void see(TimeSeen what) {
        seen = what;
    }

    TimeSeen seen() {
        return seen;
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
        return EpochTimes.ms(format.kind(), value);
    }

    /** A number with a fraction. */
    @HotPath
    long ofNumber(double value) {
        if (!(Math.abs(value) < LARGEST)) {
            return NO_TIME;
        }
        return EpochTimes.isSeconds(format.kind(), value) && Math.abs(value) < LARGEST / 1_000
                ? (long) Math.floor(value * 1_000 + 1e-6)
                : EpochTimes.ms(format.kind(), (long) Math.floor(value));
    }

    /** A wall clock's time, as if it were UTC, in milliseconds: in the mapping's zone. */
    long ofLocal(long localMs) {
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(localMs, 1_000L), (int) Math.floorMod(localMs, 1_000L) * 1_000_000, ZoneOffset.UTC);
        return local.atZone(zone).toInstant().toEpochMilli();
    }
}
