package io.tidemark.ingest;

import io.tidemark.config.Names;
import io.tidemark.domain.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where a file of points has its columns: found by name, whatever the case and the order. */
final class PointColumns {
    /** What is said of a column that the file does not have. */
    static final int NONE = -1;

    static final int GOOD = 0;
    static final int BAD = 1;
    static final int TOTAL = 2;
    static final int COUNTS = 3;

    private static final List<String> COUNT_NAMES = List.of("good", "bad", "total");
    private static final List<String> TIME_NAMES = List.of("time", "timestamp");
    private static final String SLICE = "slice";

    private final List<String> header;
    private final int[] counts = new int[COUNTS];
    private final CsvTexts texts = new CsvTexts();
    private final List<String> problems = new ArrayList<>();
    private final int time;
    private final int slice;
    private final List<Integer> dimensions = new ArrayList<>();

    private PointColumns(List<String> header, List<String> dimensionNames) {
        this.header = header;
        for (int i = 0; i < COUNTS; i++) {
            counts[i] = find(COUNT_NAMES.get(i));
        }
        this.time = TIME_NAMES.stream()
                .mapToInt(this::find)
                .filter(field -> field != NONE)
                .findFirst()
                .orElse(NONE);
        this.slice = dimensionNames.isEmpty() ? find(SLICE) : NONE;
        dimensionNames.forEach(name -> dimensions.add(find(name)));
        check(dimensionNames);
    }

    /** @throws InvalidCsvFile with all that is missing */
    static PointColumns of(CsvFields fields, List<String> dimensions, Path file) {
        List<String> header = IntStream.range(0, fields.count())
                .mapToObj(field -> fields.string(field).strip())
                .toList();
        if (header.isEmpty()) {
            throw new InvalidCsvFile(
                    "the file is empty: file=" + file + "; write a header line, time,good,total, and lines below it");
        }
        PointColumns columns = new PointColumns(header, dimensions);
        if (!columns.problems.isEmpty()) {
            throw new InvalidCsvFile("the header lacks columns: file=" + file + ", header=" + String.join(",", header)
                    + "; " + String.join("; ", columns.problems));
        }
        return columns;
    }

    private int find(String name) {
        for (int field = 0; field < header.size(); field++) {
            if (header.get(field).equalsIgnoreCase(name)) {
                return field;
            }
        }
        return NONE;
    }

    private void check(List<String> dimensionNames) {
        if (time == NONE) {
            problems.add("there is no time" + nearest("time"));
        }
        long found = IntStream.of(counts).filter(field -> field != NONE).count();
        if (found < 2) {
            problems.add("write two of good, bad and total"
                    + (counts[GOOD] == NONE && counts[BAD] == NONE ? nearest("good") : nearest("total")));
        }
        for (int i = 0; i < dimensionNames.size(); i++) {
            if (dimensions.get(i) == NONE) {
                problems.add("--slice-column=" + dimensionNames.get(i) + " is none of them; "
                        + Names.suggestion(dimensionNames.get(i), header, "there are"));
            }
        }
    }

    private String nearest(String name) {
        String nearest = Names.nearest(name, header);
        return nearest.isEmpty() ? "" : ", did you mean " + nearest + " to be " + name + "?";
    }

    int count() {
        return header.size();
    }

    int time() {
        return time;
    }

    /** The field of GOOD, BAD or TOTAL. */
    int count(int which) {
        return counts[which];
    }

    String name(int field) {
        return header.get(field);
    }

    List<String> ignored() {
        return IntStream.range(0, header.size())
                .filter(field -> field != time && field != slice && !dimensions.contains(field))
                .filter(field -> IntStream.of(counts).noneMatch(count -> count == field))
                .mapToObj(header::get)
                .toList();
    }

    /** The slice of a line; empty if it has none. */
    String slice(CsvFields fields) {
        if (dimensions.isEmpty()) {
            return slice == NONE ? Scope.ALL : text(fields, slice);
        }
        StringBuilder joined = new StringBuilder();
        for (int field : dimensions) {
            String value = text(fields, field);
            if (value.isEmpty()) {
                return "";
            }
            joined.append(joined.length() == 0 ? "" : ",")
                    .append(header.get(field))
                    .append('=')
                    .append(Scope.escaped(value));
        }
        return joined.toString();
    }

    private String text(CsvFields fields, int field) {
        return texts.text(fields.text(), fields.start(field), fields.length(field));
    }
}
