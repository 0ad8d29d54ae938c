package io.tidemark.quiet;

import io.tidemark.quiet.Table.Field;
import io.tidemark.quiet.Table.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Real data that does not drift, in windows of so many rows, each taken for an hour. */
final class RealQuiet {
    private static final List<String> EMPLOYMENT = List.of(
            "AGEP",
            "SCHL",
            "MAR",
            "RELP",
            "DIS",
            "ESP",
            "CIT",
            "MIG",
            "MIL",
            "ANC",
            "NATIVITY",
            "DEAR",
            "DEYE",
            "DREM",
            "SEX",
            "RAC1P",
            "year",
            "prediction",
            "predicted_probability");
    private static final List<String> FLIGHTS = List.of("origin", "destination", "distance", "delay", "delayed15");

    private final String name;
    private final Table table;
    private final List<Field> fields;
    private final List<Slice> slices;
    private final int referenceRows;

    private RealQuiet(String name, Table table, List<String> columns, List<Slice> slices, int referenceRows) {
        this.name = name;
        this.table = table;
        this.fields = columns.stream().map(table::field).toList();
        this.slices = slices;
        this.referenceRows = referenceRows;
    }

    /** How the rows of a year follow one another. */
    enum Order {
        /** As in the file: by household, and from 2017 on all group quarters in a row. */
        FILE,
        /** By lot, year after year. */
        YEARS,
        /** By lot, all years together: nothing can drift. */
        LOT
    }

    /** The employment data: 2015 is the reference, the three years after are watched; slices by marital status. */
    static RealQuiet employment(Path directory, Order order) throws IOException {
        Table read = Table.read(
                directory.resolve("employment_ma_predictions.csv.gz"),
                EMPLOYMENT,
                Set.of("AGEP", "predicted_probability"));
        Table table =
                switch (order) {
                    case FILE -> read;
                    case YEARS -> read.shuffledWithin(read.field("year"), 2015);
                    case LOT -> read.shuffled(2015);
                };
        Field year = table.field("year");
        int reference = (int) Arrays.stream(year.codes())
                .filter(code -> code == year.texts().indexOf("2015"))
                .count();
        List<String> columns =
                EMPLOYMENT.stream().filter(column -> !column.equals("year")).toList();
        return new RealQuiet(
                switch (order) {
                    case FILE -> "employment, file order";
                    case YEARS -> "employment, years shuffled";
                    case LOT -> "employment, shuffled";
                },
                table,
                columns,
                slices(table.field("MAR"), List.of("1", "2", "3", "4", "5")),
                reference);
    }

    /** The flights of the half-year in an order drawn by lot; the first third is the reference; slices by five origins. */
    static RealQuiet flights(Path directory) throws IOException {
        Table table = readFlights(directory).shuffled(2001);
        return new RealQuiet(
                "flights, shuffled",
                table,
                FLIGHTS,
                slices(table.field("origin"), List.of("ORD", "DFW", "ATL", "PHX", "CLT")),
                table.rows() / 3);
    }

    static Table readFlights(Path directory) throws IOException {
        return Table.read(directory.resolve("flights_us_2001h1.csv.gz"), FLIGHTS, Set.of("distance", "delay"));
    }

    private static List<Slice> slices(Field field, List<String> values) {
        List<Slice> slices = new ArrayList<>();
        slices.add(Table.ALL);
        values.forEach(value -> slices.add(Slice.of(field, value)));
        return slices;
    }

    /** A row of the table for windows of that size, at most so many of them. */
    String row(int size, int mostWindows) {
        Score usual = new Score();
        Score large = new Score();
        int end = (int) Math.min(table.rows(), referenceRows + (long) size * mostWindows);
        List<Column> columns = fields.stream()
                .map(field -> field.column(total(table.windows(field, 0, referenceRows, size, Table.ALL))))
                .toList();
        Plan strict = Plan.of(1, columns, slices.size(), Plan.HOUR);
        Plan loose = Plan.of(1_000, columns, slices.size(), Plan.HOUR);
        for (Slice slice : slices) {
            for (int c = 0; c < columns.size(); c++) {
                Field field = fields.get(c);
                if (!slice.name().startsWith(field.name() + "=")) {
                    Baseline baseline =
                            Baseline.of(columns.get(c), table.windows(field, 0, referenceRows, size, slice));
                    watch(baseline, table.windows(field, referenceRows, end, size, slice), strict, loose, usual, large);
                }
            }
        }
        int windows = (end - referenceRows) / size;
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %s | %s | %d | %d | %s | %d%s |",
                name,
                size,
                windows,
                Score.count(usual.windows()),
                Score.number(windows / 720.0),
                usual.bad(),
                usual.episodes(),
                Score.number(windows / 0.72),
                large.bad(),
                usual.rivalCells());
    }

    private void watch(Baseline baseline, List<long[]> windows, Plan strict, Plan loose, Score usual, Score large) {
        Rivals rivals = new Rivals(baseline, fields.size());
        Watch watch = new Watch(baseline, loose.levels(), 0);
        Score.Run usually = usual.run();
        Score.Run largely = large.run();
        for (long[] window : windows) {
            Watch.Said said = watch.next(window);
            largely.take(said, Set.of());
            Set<Rival> alarms = rivals.alarms(window);
            usually.take(said.isBad() ? watch.again(strict.levels()) : said, alarms);
        }
    }

    private static long[] total(List<long[]> windows) {
        long[] total = new long[windows.get(0).length];
        windows.forEach(window -> Arrays.setAll(total, atom -> total[atom] + window[atom]));
        return total;
    }
}
