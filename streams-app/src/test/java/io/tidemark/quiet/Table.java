package io.tidemark.quiet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/** A gzip'ed CSV file in memory: each value as its position among the column's distinct values; −1 where it is missing. */
final class Table {
    /** Numbers of more distinct values than this are rounded to {@value #STEPS} even steps of their range. */
    private static final int MOST_ATOMS = 60_000;

    private static final int STEPS = 2_000;

    /**
     * One column.
     *
     * @param texts the distinct values: of a number ascending, of a category in alphabetical order
     * @param codes the position of each row's value
     */
    record Field(String name, boolean isNumber, List<String> texts, int[] codes) {
        double[] values() {
            return texts.stream().mapToDouble(Double::parseDouble).toArray();
        }

        /** Without the values that no row has. */
        Field trimmed() {
            int[] positions = new int[texts.size()];
            Arrays.fill(positions, -1);
            Arrays.stream(codes).filter(code -> code >= 0).forEach(code -> positions[code] = 0);
            List<String> kept = new ArrayList<>();
            for (int code = 0; code < positions.length; code++) {
                if (positions[code] == 0) {
                    positions[code] = kept.size();
                    kept.add(texts.get(code));
                }
            }
            return new Field(
                    name,
                    isNumber,
                    kept,
                    Arrays.stream(codes)
                            .map(code -> code < 0 ? -1 : positions[code])
                            .toArray());
        }

        /** The column as the monitor would see it with these rows for a reference. */
        Column column(long[] reference) {
            return isNumber ? Column.ofNumbers(name, values(), reference) : Column.ofCategories(name, texts, reference);
        }
    }

    private final Map<String, Field> fields = new HashMap<>();
    private int rows;

    /** Reads some columns; those not among the numbers are categories. */
    static Table read(Path file, List<String> columns, Set<String> numbers) throws IOException {
        Table table = new Table();
        List<List<String>> texts = new ArrayList<>();
        columns.forEach(column -> texts.add(new ArrayList<>()));
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<String> header = List.of(reader.readLine().split(",", -1));
            Map<String, String> pool = new HashMap<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] row = line.split(",", -1);
                for (int i = 0; i < columns.size(); i++) {
                    String text = row[header.indexOf(columns.get(i))];
                    texts.get(i).add(pool.computeIfAbsent(text, same -> same));
                }
                table.rows++;
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            table.fields.put(name, field(name, numbers.contains(name), texts.get(i)));
        }
        return table;
    }

    private static Field field(String name, boolean isNumber, List<String> texts) {
        List<String> all = isNumber ? rounded(texts) : texts;
        List<String> distinct = all.stream()
                .filter(text -> !text.isEmpty())
                .distinct()
                .sorted(
                        isNumber
                                ? (a, b) -> Double.compare(Double.parseDouble(a), Double.parseDouble(b))
                                : String::compareTo)
                .toList();
        Map<String, Integer> positions = new HashMap<>();
        distinct.forEach(text -> positions.put(text, positions.size()));
        int[] codes =
                all.stream().mapToInt(text -> positions.getOrDefault(text, -1)).toArray();
        return new Field(name, isNumber, distinct, codes);
    }

    private static List<String> rounded(List<String> texts) {
        Map<String, Double> values = new HashMap<>();
        texts.stream().filter(text -> !text.isEmpty()).forEach(text -> values.computeIfAbsent(text, Double::valueOf));
        if (values.size() <= MOST_ATOMS) {
            return texts;
        }
        double low =
                values.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double high =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double step = (high - low) / STEPS;
        Map<String, String> steps = new HashMap<>();
        values.forEach(
                (text, value) -> steps.put(text, Double.toString(low + step * Math.round((value - low) / step))));
        return texts.stream().map(text -> steps.getOrDefault(text, "")).toList();
    }

    int rows() {
        return rows;
    }

    Field field(String name) {
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no such column: name=" + name + ", columns=" + fields.keySet());
        }
        return field;
    }

    /** The same rows in an order drawn by lot. */
    Table shuffled(long seed) {
        return inOrder(lot(seed));
    }

    /** The same rows by a column's values, and in an order drawn by lot among equal ones. */
    Table shuffledWithin(Field by, long seed) {
        return inOrder(Arrays.stream(lot(seed))
                .boxed()
                .sorted(Comparator.comparingInt(row -> by.codes()[row]))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    private int[] lot(long seed) {
        int[] order = new int[rows];
        Arrays.setAll(order, row -> row);
        SplittableRandom random = new SplittableRandom(seed);
        for (int row = rows - 1; row > 0; row--) {
            int other = random.nextInt(row + 1);
            int swapped = order[row];
            order[row] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    private Table inOrder(int[] order) {
        Table ordered = new Table();
        ordered.rows = rows;
        fields.forEach((name, field) -> {
            int[] codes = new int[rows];
            Arrays.setAll(codes, row -> field.codes()[order[row]]);
            ordered.fields.put(name, new Field(name, field.isNumber(), field.texts(), codes));
        });
        return ordered;
    }

    /** The rows with one value of a column. */
    Table only(Field by, String text) {
        Slice slice = Slice.of(by, text);
        int[] kept = IntStream.range(0, rows).filter(slice::holds).toArray();
        Table part = new Table();
        part.rows = kept.length;
        fields.forEach((name, field) -> part.fields.put(
                name,
                new Field(
                                name,
                                field.isNumber(),
                                field.texts(),
                                Arrays.stream(kept)
                                        .map(row -> field.codes()[row])
                                        .toArray())
                        .trimmed()));
        return part;
    }

    /** Windows of so many rows one after the other, the last incomplete one left out, as counts on a column's atoms; rows outside of the slice do not count. */
    List<long[]> windows(Field field, int from, int to, int size, Slice slice) {
        List<long[]> windows = new ArrayList<>();
        for (int start = from; start + size <= to; start += size) {
            long[] counts = new long[field.texts().size() + 1];
            for (int row = start; row < start + size; row++) {
                if (slice.holds(row)) {
                    int code = field.codes()[row];
                    counts[code < 0 ? counts.length - 1 : code]++;
                }
            }
            windows.add(counts);
        }
        return windows;
    }

    /** All rows. */
    static final Slice ALL = new Slice("*", new int[0], 0);

    /** The rows with one value of a column. */
    record Slice(String name, int[] codes, int code) {
        static Slice of(Field field, String text) {
            return new Slice(
                    field.name() + "=" + text, field.codes(), field.texts().indexOf(text));
        }

        boolean holds(int row) {
            return codes.length == 0 || codes[row] == code;
        }
    }
}
