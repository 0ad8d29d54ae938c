package io.tidemark.slo;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an objective calls good in a reading. How it is counted, by row, column or slice of time, is the {@link Goal}'s. */
public sealed interface Indicator {
    /** Which measurements it looks at. */
    Selection selection();

    /** What a reading shows. */
    Cells cells(Reading reading);

    /** The measurements that show what is wrong in a reading, most telling first, one a column. */
    List<Measurement> evidence(Reading reading);

    /** What a reading says of its slot. */
    default Point point(Reading reading, Goal goal) {
        return new Point(reading.window().startMs(), reading.revision(), goal.slot(cells(reading)), reading.isLast());
    }

    /** Whether the reading's window had no data where data were expected. */
    default boolean isSilent(Reading reading) {
        return cells(reading).isSilent();
    }

    /**
     * Windows that are good or bad as a whole: a window's cells are its columns; for volume there is one.
     *
     * @param selection what is looked at; for SHARE one label
     * @param limit which values are in order
     */
    record OfWindows(Selection selection, Limit limit) implements Indicator {
        /** @throws IllegalArgumentException if there are several labels */
        public OfWindows {
            if (selection.labels().size() > 1) {
                throw new IllegalArgumentException(
                        "a share of windows speaks of one label: labels=" + selection.labels());
            }
        }

        @Override
        public Cells cells(Reading reading) {
            List<Measurement> matching = selection.of(reading);
            if (matching.isEmpty()) {
                return new Cells(0, 0, selection.unmeasured(reading));
            }
            Collection<List<Series>> columns =
                    Series.byColumn(Series.of(matching, limit)).values();
            List<Verdict> verdicts = columns.stream().map(Series::verdict).toList();
            return new Cells(
                    verdicts.stream().filter(verdict -> verdict == Verdict.GOOD).count(),
                    verdicts.stream().filter(verdict -> verdict == Verdict.BAD).count(),
                    Cells.weakest(verdicts),
                    columns.stream().filter(Indicator.OfWindows::isInDoubt).count());
        }

        private static boolean isInDoubt(List<Series> column) {
            return Series.verdict(column) == Verdict.GOOD && column.stream().anyMatch(Series::isInDoubt);
        }

        @Override
        public List<Measurement> evidence(Reading reading) {
            return Evidence.ofSlices(Series.of(selection.of(reading), limit));
        }
    }

    /**
     * Events that are good or bad each: an event is a row of a column, in the base window; several columns add up.
     *
     * @param selection which rows are counted; the rows of several labels add up
     * @param counted whether the counted rows are the good or the bad ones
     */
    record OfEvents(Selection selection, Counted counted) implements Indicator {
        /** @throws IllegalArgumentException if the kind counts no rows */
        public OfEvents {
            if (!selection.kind().countsRows()) {
                throw new IllegalArgumentException(
                        "only kinds that count rows have events: kind=" + selection.kind() + "; use OfWindows");
            }
        }

        @Override
        public Cells cells(Reading reading) {
            List<Measurement> base = base(reading);
            if (base.isEmpty()) {
                return new Cells(0, 0, selection.unmeasured(reading));
            }
            long bad = 0;
            long total = 0;
            List<Verdict> verdicts = new ArrayList<>();
            for (Rows rows : byColumn(base).values()) {
                bad += rows.bad(counted);
                total += rows.total();
            }
            base.forEach(measurement -> verdicts.add(measurement.judged().verdict()));
            return new Cells(total - bad, bad, Cells.weakest(verdicts));
        }

        private List<Measurement> base(Reading reading) {
            return selection.of(reading).stream().filter(m -> m.scale() == 1).toList();
        }

        /** Rows of the columns that may be counted yet. */
        private static Map<String, Rows> byColumn(List<Measurement> base) {
            Map<String, Rows> columns = new HashMap<>();
            for (Measurement measurement : base) {
                Verdict verdict = measurement.judged().verdict();
                if (verdict != Verdict.IMMATURE && verdict != Verdict.EXCLUDED) {
                    columns.merge(measurement.column(), Rows.of(measurement), Rows::plusLabel);
                }
            }
            return columns;
        }

        @Override
        public List<Measurement> evidence(Reading reading) {
            List<Measurement> base = base(reading);
            Map<String, Long> bad = new HashMap<>();
            byColumn(base).forEach((column, rows) -> bad.put(column, rows.bad(counted)));
            return Evidence.ofRows(base, bad);
        }
    }

    /**
     * Something that no reading shows: its points come from another tool, or from a file.
     *
     * @param tool who measures it, as people call it
     */
    record Elsewhere(String tool) implements Indicator {
        /** Of no reading, so that any of what data are like would do. */
        @Override
        public Selection selection() {
            return Selection.of(Selection.Kind.MISSING, List.of());
        }

        /** None, and it does not count. */
        @Override
        public Cells cells(Reading reading) {
            return new Cells(0, 0, Verdict.EXCLUDED);
        }

        @Override
        public List<Measurement> evidence(Reading reading) {
            return List.of();
        }
    }

    /** Which side of the ratio the counted rows are. */
    enum Counted {
        GOOD,
        BAD
    }

    /**
     * Rows of one column.
     *
     * @param counted rows that are counted
     * @param total all its rows
     */
    record Rows(long counted, long total) {
        private static Rows of(Measurement measurement) {
            return new Rows(measurement.judged().count(), measurement.judged().total());
        }

        /** Labels of a column share its total. */
        private Rows plusLabel(Rows other) {
            return new Rows(counted + other.counted, Math.max(total, other.total));
        }

        private long bad(Counted side) {
            return side == Counted.BAD ? counted : total - counted;
        }
    }
}
