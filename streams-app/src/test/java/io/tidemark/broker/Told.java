package io.tidemark.broker;

import io.tidemark.serde.AvroJson;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;

/** What people were told by an application: its alerts topic, read by one who sees committed records only. */
final class Told {
    private static final Map<String, Object> FROM_CLOCK_AND_PEOPLE =
            Map.of("clockTime", 0L, "sequence", 0L, "acknowledgedBy", "", "silencedBy", List.of());
    private static final Pattern STANDING = Pattern.compile("\n {2}(acknowledged|silenced) by .*");

    private Told() {}

    /**
     * What each identity's ledger had to say, in order: for each instant of event time the first alert, without what comes from the clock
     * and from people. Heartbeats, silences and acknowledgements repeat what was said of an instant.
     */
    static SortedMap<String, List<String>> transitions(Watched watched) {
        SortedMap<String, SortedMap<Long, String>> first = new TreeMap<>();
        for (GenericRecord alert : watched.alerts()) {
            FROM_CLOCK_AND_PEOPLE.forEach(alert::put);
            alert.put("acknowledgedAt", null);
            alert.put("summary", STANDING.matcher(text(alert, "summary")).replaceAll(""));
            first.computeIfAbsent(text(alert, "dedupKey"), ignored -> new TreeMap<>())
                    .putIfAbsent((Long) alert.get("metricTime"), AvroJson.line(alert));
        }
        SortedMap<String, List<String>> transitions = new TreeMap<>();
        first.forEach((key, alerts) -> transitions.put(key, List.copyOf(alerts.values())));
        return transitions;
    }

    /** Every number of every identity that was told, heartbeats left out; also those told twice. */
    static List<String> numbers(Watched watched) {
        return spoken(watched)
                .map(alert -> alert.get("dedupKey") + " " + alert.get("sequence"))
                .toList();
    }

    /** All but heartbeats, which repeat a number. */
    static Stream<GenericRecord> spoken(Watched watched) {
        return watched.alerts().stream().filter(alert -> !text(alert, "notice").equals("heartbeat"));
    }

    /** The episodes of which a notice was given, each as often. */
    static List<String> notices(Watched watched, String notice) {
        return watched.alerts().stream()
                .filter(alert -> text(alert, "notice").equals(notice))
                .map(alert -> text(alert, "episodeId"))
                .toList();
    }

    /** What people were told of burning budgets; the steps of their policies, which may come first, are nobody's to acknowledge. */
    static Stream<GenericRecord> opened(Watched watched) {
        return burning(watched).filter(alert -> text(alert, "notice").equals("opened"));
    }

    /** All of burning budgets, but heartbeats. */
    static Stream<GenericRecord> burning(Watched watched) {
        return spoken(watched).filter(alert -> text(alert, "policyStep").isEmpty());
    }

    /** A field's text. */
    static String text(GenericRecord alert, String field) {
        return alert.get(field).toString();
    }
}
