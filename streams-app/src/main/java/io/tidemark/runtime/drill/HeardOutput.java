package io.tidemark.runtime.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.drill.Heard;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Pinned;
import io.tidemark.runtime.Replay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Listens to a run of a drill. Owned by one thread. */
final class HeardOutput implements Replay.Output {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Heard> heard = new ArrayList<>();
    private @Nullable Pinned pinned;
    private final Map<String, Bad> latest = new HashMap<>();

    /**
     * Measurements of a reading that were BAD.
     *
     * @param key of the reading, its revision last
     */
    private record Bad(String key, long windowEndMs, int measurements) {}

    @Override
    public void pinned(Pinned made) {
        pinned = made;
    }

    @Override
    public void reading(OutputLine.OfReading reading) {
        String key = reading.key();
        latest.merge(
                key.substring(0, key.lastIndexOf('|')),
                new Bad(key, reading.windowEndMs(), reading.bad()),
                (known, other) -> other.key().compareTo(known.key()) < 0 ? known : other);
    }

    @Override
    public void alert(OutputLine.OfAlert alert) {
        if (!alert.isDryRun() && alert.step() != OutputLine.Step.UPDATED) {
            heard.add(heard(alert));
        }
    }

    private static Heard heard(OutputLine.OfAlert alert) {
        JsonNode json = read(alert.json());
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode measurement : json.path("evidence")) {
            String column = measurement.path("column").asText();
            if (!column.isEmpty()) {
                columns.add(column);
            }
        }
        return new Heard(
                json.path("dedupKey").asText(),
                json.path("objective").path("id").asText(),
                json.path("slice").asText(),
                alert.severity(),
                List.copyOf(columns),
                alert.policyStep(),
                Instant.parse(json.path("metricTime").asText()).toEpochMilli(),
                alert.step() == OutputLine.Step.OPENED ? Heard.Turn.OPENED : Heard.Turn.CLOSED);
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException impossible) {
            throw new UncheckedIOException("an alert of our own is no JSON", impossible);
        }
    }

    /** What was told, in the order in which it came. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Measurements that were BAD as each window was read last, of windows that ended after one moment and not after another. */
    long bad(long afterMs, long untilMs) {
        return latest.values().stream()
                .filter(reading -> reading.windowEndMs() > afterMs && reading.windowEndMs() <= untilMs)
                .mapToLong(Bad::measurements)
                .sum();
    }

    /** The reference's event time. */
    Pinned pinned() {
        Pinned made = pinned;
        if (made == null) {
            throw new IllegalStateException("a replay that came to its end has made its reference");
        }
        return made;
    }
}
