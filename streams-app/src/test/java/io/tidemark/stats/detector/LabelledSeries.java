package io.tidemark.stats.detector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A series with the stretches in which a change is annotated.
 *
 * @param name of the series
 * @param values in order
 * @param stretches first and last index of each, ascending
 */
record LabelledSeries(String name, double[] values, List<int[]> stretches) {
    /** The NAB series with known causes: its label windows. */
    static List<LabelledSeries> nab(Path directory) throws IOException {
        Map<String, List<String[]>> rows = rows(directory.resolve("nab_known_cause.csv.gz"), 0);
        List<LabelledSeries> all = new ArrayList<>();
        Map<String, List<String[]>> windows = new TreeMap<>();
        for (String line : Files.readAllLines(directory.resolve("nab_known_cause_windows.csv"))) {
            String[] fields = line.split(",", -1);
            if (!fields[1].isEmpty() && !fields[0].equals("series")) {
                windows.computeIfAbsent(fields[0], ignored -> new ArrayList<>()).add(fields);
            }
        }
        rows.forEach((name, series) -> {
            List<LocalDateTime> times =
                    series.stream().map(row -> LocalDateTime.parse(row[1])).toList();
            List<int[]> stretches = new ArrayList<>();
            for (String[] window : windows.getOrDefault(name, List.of())) {
                LocalDateTime start = LocalDateTime.parse(window[1].replace(' ', 'T'));
                LocalDateTime end = LocalDateTime.parse(window[2].replace(' ', 'T'));
                stretches.add(new int[] {first(times, start), first(times, end.plusNanos(1)) - 1});
            }
            all.add(new LabelledSeries(name, numbers(series, 2), stretches));
        });
        return all;
    }

    private static int first(List<LocalDateTime> times, LocalDateTime from) {
        int index = 0;
        while (index < times.size() && times.get(index).isBefore(from)) {
            index++;
        }
        return index;
    }

    /** The TCPD series of one dimension: where two annotators or more mark a change within 5 places, up to 30 places after the first mark. */
    static List<LabelledSeries> tcpd(Path directory) throws IOException {
        JsonNode annotations = new ObjectMapper()
                .readTree(directory.resolve("tcpd_annotations.json").toFile());
        List<LabelledSeries> all = new ArrayList<>();
        rows(directory.resolve("tcpd.csv.gz"), 0).forEach((name, series) -> {
            JsonNode about = annotations.path(name);
            if (about.path("n_dim").asInt() == 1) {
                double[] values = numbers(series, 4);
                all.add(new LabelledSeries(name, values, agreed(about.path("annotations"), values.length)));
            }
        });
        return all;
    }

    private static List<int[]> agreed(JsonNode annotations, int length) {
        int[] marks = new int[length];
        annotations.forEach(annotator -> annotator.forEach(index -> {
            if (index.asInt() < length) {
                marks[index.asInt()]++;
            }
        }));
        List<int[]> stretches = new ArrayList<>();
        int free = 0;
        for (int i = 0; i < length; i++) {
            int count = 0;
            for (int j = i; j < Math.min(length, i + 6); j++) {
                count += marks[j];
            }
            if (i >= free && marks[i] > 0 && count >= 2) {
                stretches.add(new int[] {i, Math.min(length - 1, i + 30)});
                free = i + 31;
            }
        }
        return stretches;
    }

    private static double[] numbers(List<String[]> rows, int field) {
        return rows.stream()
                .filter(row -> !row[field].isEmpty() && !row[field].equals("NaN"))
                .mapToDouble(row -> Double.parseDouble(row[field]))
                .toArray();
    }

    private static Map<String, List<String[]>> rows(Path file, int key) throws IOException {
        Map<String, List<String[]>> rows = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(",", -1);
                rows.computeIfAbsent(fields[key], ignored -> new ArrayList<>()).add(fields);
            }
        }
        return rows;
    }

    /**
     * What alarms are worth.
     *
     * @param found stretches with an alarm in them
     * @param delays places from the start of each found stretch to its first alarm
     * @param falseAlarms alarms outside of all stretches
     * @param places outside of all stretches
     */
    record Score(int found, int stretches, List<Integer> delays, int falseAlarms, int places) {
        static final Score NONE = new Score(0, 0, List.of(), 0, 0);

        Score plus(Score other) {
            List<Integer> all = new ArrayList<>(delays);
            all.addAll(other.delays);
            return new Score(
                    found + other.found,
                    stretches + other.stretches,
                    all,
                    falseAlarms + other.falseAlarms,
                    places + other.places);
        }

        String delay() {
            List<Integer> sorted = delays.stream().sorted().toList();
            return sorted.isEmpty() ? "–" : Integer.toString(sorted.get(sorted.size() / 2));
        }
    }

    /** Scores alarms from a place on; stretches that end before it do not count. */
    Score score(List<Integer> alarms, int from) {
        Score score = Score.NONE;
        int outside = values.length - from;
        int falseAlarms = (int) alarms.stream()
                .filter(alarm -> stretches.stream().noneMatch(s -> alarm >= s[0] && alarm <= s[1]))
                .count();
        for (int[] stretch : stretches) {
            if (stretch[1] < from) {
                continue;
            }
            outside -= stretch[1] - Math.max(from, stretch[0]) + 1;
            List<Integer> inside = alarms.stream()
                    .filter(alarm -> alarm >= stretch[0] && alarm <= stretch[1])
                    .sorted()
                    .toList();
            score = score.plus(new Score(
                    inside.isEmpty() ? 0 : 1,
                    1,
                    inside.isEmpty() ? List.of() : List.of(inside.get(0) - stretch[0]),
                    0,
                    0));
        }
        return score.plus(new Score(0, 0, List.of(), falseAlarms, outside));
    }
}
