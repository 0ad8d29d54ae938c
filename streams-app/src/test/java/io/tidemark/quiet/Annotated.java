package io.tidemark.quiet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.quiet.KnownChanges.Against;
import io.tidemark.quiet.KnownChanges.Change;
import io.tidemark.quiet.KnownChanges.Found;
import io.tidemark.quiet.Table.Field;
import io.tidemark.quiet.Table.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Series whose changes people have marked: NAB's known causes, and the Turing change-point data (TCPD). */
final class Annotated {
    private Annotated() {}

    /**
     * How a NAB series is watched.
     *
     * @param rows of a window
     * @param reference windows before the watch begins
     * @param phases windows in a cycle
     */
    private record Series(String name, int rows, int reference, int phases) {}

    private static final List<Series> NAB = List.of(
            new Series("nyc_taxi", 48, 112, 7),
            new Series("ambient_temperature_system_failure", 24, 90, 1),
            new Series("machine_temperature_system_failure", 72, 28, 4),
            new Series("cpu_utilization_asg_misconfiguration", 144, 56, 2),
            new Series("ec2_request_latency_system_failure", 36, 48, 8),
            new Series("rogue_agent_key_updown", 36, 60, 8),
            new Series("rogue_agent_key_hold", 36, 20, 1));

    /** The rows of the table about NAB. */
    static List<String> nab(Path directory) throws IOException {
        Table table = Table.read(
                directory.resolve("nab_known_cause.csv.gz"), List.of("series", "value", "in_window"), Set.of("value"));
        List<String> rows = new ArrayList<>();
        for (Series series : NAB) {
            nab(table.only(table.field("series"), series.name()), series, rows);
        }
        return rows;
    }

    private static void nab(Table table, Series series, List<String> rows) {
        Field value = table.field("value");
        int from = series.reference() * series.rows();
        List<long[]> reference = table.windows(value, 0, from, series.rows(), Table.ALL);
        List<long[]> watched = table.windows(value, from, table.rows(), series.rows(), Table.ALL);
        List<Change> changes = changes(
                table.windows(value, from, table.rows(), series.rows(), Slice.of(table.field("in_window"), "1")));
        Column column = value.column(Electricity.total(reference));
        Plan plan = Plan.of(1, List.of(column), 1, Plan.DAY);
        KnownChanges known = new KnownChanges(column, reference, watched, changes, plan, 1);
        List<Against> kinds = new ArrayList<>(List.of(Against.PINNED, Against.trailing(14)));
        if (series.phases() > 1) {
            kinds.add(Against.phase("same place of " + series.phases(), series.phases()));
        }
        Map<Rival, Found> rivals = known.rivals();
        for (Against against : kinds) {
            rows.add(row(series, known, against, changes.size(), against == Against.PINNED ? rivals : Map.of()));
        }
    }

    private static String row(
            Series series, KnownChanges known, Against against, int changes, Map<Rival, Found> rivals) {
        Found found = known.found(against);
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %s | %s | %d of %d",
                series.name(),
                series.rows(),
                against.name(),
                Score.number(known.phi(against)),
                found.text(changes),
                found.outside(),
                found.quiet()));
        for (Rival rival : Rival.values()) {
            Found theirs = rivals.get(rival);
            text.append(
                    theirs == null
                            ? " | "
                            : " | %d (%s)"
                                    .formatted(
                                            theirs.delays().size(),
                                            Score.number(1000.0 * theirs.outside() / Math.max(1, theirs.quiet()))));
        }
        return text.append(" |").toString();
    }

    /** Each run of windows with marked rows is a change. */
    private static List<Change> changes(List<long[]> marked) {
        List<Change> changes = new ArrayList<>();
        int first = -1;
        for (int window = 0; window <= marked.size(); window++) {
            boolean isIn =
                    window < marked.size() && Arrays.stream(marked.get(window)).sum() > 0;
            if (isIn && first < 0) {
                first = window;
            } else if (!isIn && first >= 0) {
                changes.add(new Change(first, window - 1));
                first = -1;
            }
        }
        return changes;
    }

    private static final int TCPD_ROWS = 5;
    private static final int TCPD_REFERENCE = 8;

    /** The rows of the table about TCPD: all series together, of which most have about 200 values. */
    static List<String> tcpd(Path directory) throws IOException {
        Table table =
                Table.read(directory.resolve("tcpd.csv.gz"), List.of("dataset", "series", "value"), Set.of("value"));
        JsonNode annotations = new ObjectMapper()
                .readTree(directory.resolve("tcpd_annotations.json").toFile());
        Map<String, Tally> tallies = new TreeMap<>();
        for (String dataset : table.field("dataset").texts()) {
            Table one = table.only(table.field("dataset"), dataset);
            Table series =
                    one.only(one.field("series"), one.field("series").texts().get(0));
            tcpd(series, annotations.path(dataset).path("annotations"), tallies);
        }
        List<String> rows = new ArrayList<>();
        tallies.forEach((name, tally) -> rows.add(String.format(
                Locale.ROOT,
                "| %s | %d of %d | %d of %d |",
                name,
                tally.found,
                tally.changes,
                tally.outside,
                tally.quiet)));
        return rows;
    }

    /** Sums over series. */
    private static final class Tally {
        private int changes;
        private int found;
        private int outside;
        private int quiet;

        private void add(Found one, int of) {
            changes += of;
            found += one.delays().size();
            outside += one.outside();
            quiet += one.quiet();
        }
    }

    private static void tcpd(Table table, JsonNode annotators, Map<String, Tally> tallies) {
        Field value = table.field("value").trimmed();
        int from = TCPD_ROWS * TCPD_REFERENCE;
        List<long[]> watched = table.windows(value, from, table.rows(), TCPD_ROWS, Table.ALL);
        if (watched.isEmpty()) {
            return;
        }
        List<long[]> reference = table.windows(value, 0, from, TCPD_ROWS, Table.ALL);
        List<Change> changes = changes(annotators, from, watched.size());
        Column column = value.column(Electricity.total(reference));
        // One false alarm for each 30 windows: a generous budget, for the series are short.
        Plan plan = Plan.of(1, List.of(column), 1, Plan.DAY);
        KnownChanges known = new KnownChanges(column, reference, watched, changes, plan, 1);
        for (Against against : List.of(Against.PINNED, Against.trailing(TCPD_REFERENCE))) {
            tallies.computeIfAbsent("Tidemark, " + against.name(), key -> new Tally())
                    .add(known.found(against), changes.size());
        }
        known.rivals().forEach((rival, found) -> tallies.computeIfAbsent(rival.title(), key -> new Tally())
                .add(found, changes.size()));
    }

    /** Changes that two people or more have marked within 5 values; finding one within 30 values counts. */
    private static List<Change> changes(JsonNode annotators, int from, int windows) {
        Map<Integer, Integer> votes = new TreeMap<>();
        annotators.forEach(marks -> {
            TreeSet<Integer> one = new TreeSet<>();
            marks.forEach(mark -> one.add(mark.asInt() / TCPD_ROWS));
            one.forEach(mark -> votes.merge(mark, 1, Integer::sum));
        });
        List<Change> changes = new ArrayList<>();
        votes.forEach((place, people) -> {
            int window = place - from / TCPD_ROWS;
            boolean isNew = changes.isEmpty()
                    || window > changes.get(changes.size() - 1).first() + 1;
            if (people >= 2 && window >= 0 && window < windows && isNew) {
                changes.add(new Change(window, Math.min(windows - 1, window + 6)));
            }
        });
        return changes;
    }
}
