package io.tidemark.runtime;

import io.tidemark.compare.ColumnJudge;
import io.tidemark.compare.Compared;
import io.tidemark.compare.ComparedColumn;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.CsvEvents;
import io.tidemark.ingest.CsvRow;
import io.tidemark.ingest.CsvRow.FieldKind;
import io.tidemark.stats.distance.FinestCells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The raw values of two files, as far as statistics need them: numbers one by one, texts counted. Owned by one thread. */
final class RawColumns {
    /** 80 MB, and twice that while a column is sorted. */
    private static final int MOST_NUMBERS = 10_000_000;

    private static final int MOST_TEXTS = 1_000_000;

    private final Map<String, RawColumn> columns = new HashMap<>();
    private long numbers;
    private long texts;

    private RawColumns() {}

    /** Of a comparison that is not exact. */
    static RawColumns none() {
        return new RawColumns();
    }

    /**
     * Reads both files.
     *
     * @param numberColumns names of the columns whose cells are those of numbers
     * @throws WorldFailure if they hold more than can be kept
     */
    static RawColumns read(ComparedFile reference, ComparedFile current, Set<String> numberColumns) {
        RawColumns raw = new RawColumns();
        raw.read(reference, RawColumn.Side.REFERENCE, numberColumns);
        raw.read(current, RawColumn.Side.CURRENT, numberColumns);
        return raw;
    }

    private void read(ComparedFile file, RawColumn.Side side, Set<String> numberColumns) {
        CsvInput input = file.input();
        List<RawColumn> sides = new ArrayList<>();
        List<Boolean> areNumbers = new ArrayList<>();
        input.schema().columns().forEach(column -> {
            String name = file.measuredAs(column.name());
            sides.add(columns.computeIfAbsent(name, ignored -> new RawColumn()));
            areNumbers.add(numberColumns.contains(name));
        });
        file.lines().begin();
        try (CsvEvents events = CsvEvents.open(
                input.path(), input.schema(), input.monitor().source().csv(), file.lines())) {
            while (events.next()) {
                for (int i = 0; i < sides.size(); i++) {
                    if (areNumbers.get(i)) {
                        number(events.row(), i, sides.get(i), side);
                    } else {
                        text(events.row(), i, sides.get(i), side);
                    }
                }
                file.lines().accepted(events);
                checkSize();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a file: path=" + input.path(), failure);
        }
    }

    private void number(CsvRow row, int index, RawColumn column, RawColumn.Side side) {
        boolean isNumber = row.kind(index) == FieldKind.LONG || row.kind(index) == FieldKind.DOUBLE;
        if (isNumber && Double.isFinite(row.doubleValue(index))) {
            column.add(side, row.doubleValue(index));
            numbers++;
        }
    }

    private void text(CsvRow row, int index, RawColumn column, RawColumn.Side side) {
        switch (row.kind(index)) {
            case MISSING -> {}
            case BOOLEAN -> count(Boolean.toString(row.longValue(index) != 0), column, side);
            case LONG, DOUBLE -> count(NumberText.of(row.doubleValue(index)), column, side);
            case TEXT -> count(row.text(index), column, side);
        }
    }

    private void count(String text, RawColumn column, RawColumn.Side side) {
        texts += column.add(side, text);
    }

    private void checkSize() {
        if (numbers > MOST_NUMBERS || texts > MOST_TEXTS) {
            throw new WorldFailure(
                    "the files hold too much for --exact, which keeps every number and every different text:"
                            + " most numbers=10,000,000, most different texts=1,000,000; choose columns with --column, or leave"
                            + " --exact out");
        }
    }

    /** Judges a column by its numbers where they were kept, else by what was counted. */
    ComparedColumn judged(ColumnJudge judge, Compared column) {
        String name = column.name();
        return hasNumbers(name)
                ? judge.judge(column, finestCells(name), figures(name))
                : judge.judge(column, figures(name));
    }

    /** Whether a column's numbers were kept. */
    private boolean hasNumbers(String column) {
        RawColumn raw = columns.get(column);
        return raw != null && raw.hasNumbers();
    }

    /** The numbers of both sides on the finest cells; only of a column that {@link #hasNumbers}. */
    private FinestCells finestCells(String column) {
        RawColumn raw = columns.get(column);
        return raw == null
                ? FinestCells.of(new double[0], new double[0])
                : FinestCells.of(raw.numbers(RawColumn.Side.CURRENT), raw.numbers(RawColumn.Side.REFERENCE));
    }

    /** Every statistic of a column's raw values; none where nothing was kept. */
    private List<ComparedColumn.Figure> figures(String column) {
        RawColumn raw = columns.get(column);
        return raw == null ? List.of() : RawFigures.of(raw);
    }
}
