package io.tidemark.assess;

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.stats.verdict.FalseAlarmBudget;
import io.tidemark.stats.verdict.Tolerances;
import io.tidemark.stats.verdict.Verdict;
import io.tidemark.testkit.HeapAssessState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * An assessor under test: feeds it deltas and marks, and keeps what it told. Windows are of one minute, numbered from {@link #START};
 * lateness is half a minute; the clock stands a year after the events.
 */
final class AssessorBench {
    static final long MINUTE = 60_000;
    static final long LATENESS = 30_000;
    static final long DAY = 24 * 60 * MINUTE;
    static final int FORGET_AFTER = 64;
    static final long NO_DATA_AFTER = 3 * MINUTE;
    static final long RETENTION = 200 * MINUTE;

    /** 2026-01-01 00:00Z. */
    static final long START = 1_767_225_600_000L;

    static final long CLOCK = START + 365 * 24 * 60 * MINUTE;
    static final FalseAlarmBudget MONTHLY = new FalseAlarmBudget(1, 30 * 24 * 60 * MINUTE);
    static final ToIntFunction<String> PINNED = column -> 0;

    static final Scope WHOLE = slice(Scope.ALL);
    static final Scope EU = slice("region=eu");

    /** The column "price" has a quarter of its reference in each cell. */
    static final NumberGrid QUARTERS = new NumberGrid(new double[] {1, 2, 3}, 2, 1);

    static final NumberGrid HALVES = new NumberGrid(new double[] {2}, 2, 1);
    static final GridBook.Library NO_GRIDS = GridBook.Library.of(Map.of());

    final HeapAssessState state = new HeapAssessState();
    final Meters meters = new Meters();
    private final GridBook.Library library;
    private final List<AssessRules> rules;
    private Assessor assessor;
    private List<Reading> told = new ArrayList<>();
    private long clockMs = CLOCK;

    AssessorBench(GridBook.Library library, AssessRules... rules) {
        this.library = library;
        this.rules = List.of(rules);
        this.assessor = new Assessor(this.rules, library, state, meters);
    }

    /** Without grids, one source partition {@code in-0}. */
    static AssessorBench plain() {
        return new AssessorBench(NO_GRIDS, rules("fraud", PINNED, "in-0"));
    }

    /** On {@link #QUARTERS} from the beginning. */
    static AssessorBench onQuarters(ToIntFunction<String> trailing) {
        return new AssessorBench(library(era(Long.MIN_VALUE, QUARTERS)), rules("fraud", trailing, "in-0"));
    }

    /** On {@link #QUARTERS} from the beginning, with these references. */
    static AssessorBench referring(ReferenceRules references) {
        return referring(library(era(Long.MIN_VALUE, QUARTERS)), references);
    }

    static AssessorBench referring(GridBook.Library library, ReferenceRules references) {
        AssessRules plain = rules("fraud", PINNED, "in-0");
        return new AssessorBench(
                library,
                new AssessRules(
                        plain.model(),
                        plain.sources(),
                        plain.windowMs(),
                        plain.latenessMs(),
                        plain.retention(),
                        plain.noDataAfterMs(),
                        plain.forgetAfter(),
                        plain.trailing(),
                        plain.tolerances(),
                        plain.falseAlarms(),
                        plain.changes(),
                        references));
    }

    /** With these comparisons beside a pinned reference. */
    static AssessorBench comparing(Comparisons comparisons) {
        return referring(comparing(ReferenceRules.PINNED, comparisons));
    }

    static ReferenceRules comparing(ReferenceRules references, Comparisons comparisons) {
        return new ReferenceRules(
                references.seasons(), references.published(), references.warmUpMs(), references.waiting(), comparisons);
    }

    static AssessRules rules(String model, ToIntFunction<String> trailing, String... sources) {
        return rules(model, RETENTION, trailing, sources);
    }

    static AssessRules rules(String model, long retentionMs, ToIntFunction<String> trailing, String... sources) {
        return new AssessRules(
                model,
                List.of(sources),
                MINUTE,
                LATENESS,
                new Retention(MINUTE, retentionMs, 30 * DAY, 400 * DAY),
                NO_DATA_AFTER,
                FORGET_AFTER,
                trailing,
                Tolerances.DEFAULT,
                MONTHLY,
                ChangeRules.NONE);
    }

    static GridBook.Era era(long validFromMs, Grid price) {
        return new GridBook.Era(validFromMs, new TreeMap<>(Map.of("price", price)));
    }

    static GridBook.Library library(GridBook.Era... eras) {
        return GridBook.Library.of(Map.of("fraud", new GridBook(List.of(eras), new TreeSet<>())));
    }

    static Scope slice(String slice) {
        return new Scope("fraud", Stage.SERVING, slice);
    }

    /** Start of the window of that number. */
    static long at(long minute) {
        return START + minute * MINUTE;
    }

    /** A reference with 10,000 rows, a quarter in each cell, 1,000 in a window, φ = 1 known from ten windows. */
    static Reference pinned(Scope scope, long fromMinute, long toMinute) {
        return reference("1f0c", scope, fromMinute, toMinute, counts(QUARTERS, 2500, 2500, 2500, 2500));
    }

    static Reference reference(String id, Scope scope, long fromMinute, long toMinute, Counts price) {
        Dispersion none = Dispersion.unknown(10);
        return new Reference(
                id,
                scope,
                new TimeWindow(at(fromMinute), at(toMinute)),
                at(toMinute),
                1,
                new RowsReference(1000, none),
                new TreeMap<>(Map.of("price", new ColumnReference(price, none))));
    }

    static Counts counts(Grid grid, long... cells) {
        Counts counts = new Counts(grid.id(), grid.cells());
        for (int cell = 0; cell < cells.length; cell++) {
            counts.countCell(cell, cells[cell]);
        }
        return counts;
    }

    static Profile profile(Counts price) {
        SortedMap<String, Counts> columns = new TreeMap<>(Map.of("price", price));
        return new Profile(new Rows(price.seen(), price.seen(), 0), columns);
    }

    /** A new assessor on the same state: what was on the heap is gone. */
    AssessorBench restart() {
        assessor = new Assessor(rules, library, state, meters);
        return this;
    }

    AssessorBench refer(Reference reference) {
        state.putReference(reference);
        return this;
    }

    /** So many rows without columns, in the pane that starts there. */
    AssessorBench rows(Scope scope, long paneStartMs, long rows) {
        return delta(scope, paneStartMs, new Profile(new Rows(rows, rows, 0), new TreeMap<>()));
    }

    /** Rows of the column "price" on {@link #QUARTERS} in the window of that number. */
    AssessorBench prices(Scope scope, long minute, long... cells) {
        return delta(scope, at(minute), profile(counts(QUARTERS, cells)));
    }

    AssessorBench delta(Scope scope, long paneStartMs, Profile profile) {
        return take(new Delta(scope, paneStartMs, profile));
    }

    /** What comes to every task of a scope that others are compared with. */
    AssessorBench copy(Scope scope, long startMs, long... cells) {
        assessor.take(new Copy(new Delta(scope, startMs, profile(counts(QUARTERS, cells)))));
        return this;
    }

    AssessorBench take(Delta delta) {
        assessor.take(delta, told::add);
        return this;
    }

    AssessorBench take(Mark mark) {
        assessor.take(mark, clockMs, told::add);
        return this;
    }

    AssessorBench flowing(String source, long newestMs) {
        return take(new Mark(source, newestMs, 0, State.FLOWING));
    }

    AssessorBench idle(String source, long newestMs) {
        return take(new Mark(source, newestMs, 0, State.IDLE));
    }

    AssessorBench ended(String source, long newestMs) {
        return take(new Mark(source, newestMs, 0, State.ENDED));
    }

    /** The watermark of the one partition comes to where the window of that number closes, and no further. */
    AssessorBench close(long minute) {
        return flowing("in-0", at(minute + 1) + LATENESS);
    }

    /** The clock goes on. */
    AssessorBench pass(long ms) {
        clockMs += ms;
        assessor.tick(clockMs, told::add);
        return this;
    }

    /** What was told since the last call. */
    List<Reading> told() {
        List<Reading> since = told;
        told = new ArrayList<>();
        return since;
    }

    /** What was told since the last call, as {@code slice@window rows=… r=revision}. */
    List<String> lines() {
        return told().stream().map(AssessorBench::line).toList();
    }

    static String line(Reading reading) {
        return reading.scope().slice() + "@" + (reading.window().startMs() - START) / MINUTE + " rows=" + reading.rows()
                + " r=" + reading.revision();
    }

    static List<Measurement> measured(Reading reading, String column, Measure measure) {
        return reading.measurements().stream()
                .filter(m -> m.column().equals(column) && m.judged().measure() == measure)
                .toList();
    }

    /** The scales at which a measure of "price" is told. */
    static List<Integer> scales(Reading reading, Measure measure) {
        return measured(reading, "price", measure).stream()
                .map(Measurement::scale)
                .toList();
    }

    /** Verdict of a measure of "price" in the base window. */
    static Verdict verdict(Reading reading, Measure measure) {
        return measured(reading, measure == Measure.VOLUME ? "" : "price", measure)
                .get(0)
                .judged()
                .verdict();
    }
}
