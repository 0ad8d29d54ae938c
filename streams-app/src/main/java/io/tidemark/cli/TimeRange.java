package io.tidemark.cli;

import io.tidemark.domain.TimeWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 2001-01-01..2001-02-01}, UTC; the end is not part of it. Times are written {@code 2001-01-01T12:00Z}. */
final class TimeRange implements ITypeConverter<TimeWindow> {
    @Override
    public TimeWindow convert(String text) {
        String[] edges = text.strip().split("\\.\\.", -1);
        if (edges.length != 2) {
            throw new TypeConversionException(
                    "'" + text + "' is not a range; write FROM..TO, as 2001-01-01..2001-02-01");
        }
        long from = instant(edges[0]).toEpochMilli();
        long to = instant(edges[1]).toEpochMilli();
        if (to <= from) {
            throw new TypeConversionException("'" + text + "' ends before it begins; write FROM..TO");
        }
        return new TimeWindow(from, to);
    }

    private static Instant instant(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text.replaceFirst("^(.{10}T\\d\\d:\\d\\d)Z$", "$1:00Z"));
        } catch (DateTimeParseException wrong) {
            throw new TypeConversionException("'" + text + "' is not a time; write 2001-01-01 or 2001-01-01T12:00Z");
        }
    }
}
