package io.tidemark.ingest;

import io.tidemark.config.FieldMapping;
import io.tidemark.config.TimeFormat;

/** What stood where an event's time should stand. */
enum TimeSeen {
    NOTHING("is absent"),
    NULL("is null"),
    TEXT("is a text that is no time"),
    NUMBER("is a number that is no time"),
    OTHER("is neither a text nor a number");

    private final String what;

    TimeSeen(String what) {
        this.what = what;
    }

    /** Why an event has no time, and what would be right; nothing of the value itself. */
    String why(FieldMapping mapping) {
        String path = mapping.place(FieldMapping.Role.TIME);
        return "no event time: " + path + " " + what + (this == NOTHING || this == NULL ? "" : "; " + right(mapping));
    }

    private static String right(FieldMapping mapping) {
        TimeFormat format = mapping.timeFormat();
        return switch (format.kind()) {
            case AUTO ->
                "right would be 2026-09-24T10:30:00Z, or seconds to nanoseconds since the epoch"
                        + (mapping.equals(FieldMapping.CANONICAL) ? "" : "; another form: source.fields.timeFormat");
            case ISO -> "right would be 2026-09-24T10:30:00Z: timeFormat is iso";
            case SECONDS -> "right would be seconds since the epoch: timeFormat is seconds";
            case MILLIS -> "right would be milliseconds since the epoch: timeFormat is millis";
            case MICROS -> "right would be microseconds since the epoch: timeFormat is micros";
            case PATTERN -> "right would be what timeFormat says: " + format.pattern();
        };
    }
}
