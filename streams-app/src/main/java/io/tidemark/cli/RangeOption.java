package io.tidemark.cli;

import io.tidemark.domain.TimeWindow;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of an application's event time is asked for. */
final class RangeOption {
    @Option(
            names = "--range",
            paramLabel = "FROM..TO",
            converter = TimeRange.class,
            description = "Only this event time, as 2001-01-01..2001-02-01 (UTC); default: as said above.")
    private @Nullable TimeWindow range;

    /** These parameters, and those of the range. */
    Map<String, String> with(Map<String, String> parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        if (range != null) {
            all.put("from", Instant.ofEpochMilli(range.startMs()).toString());
            all.put("to", Instant.ofEpochMilli(range.endMs()).toString());
        }
        return all;
    }
}
