package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.compare.ComparedMeasure;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.stats.grid.RowsReference;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProfileStore.Level;
import io.tidemark.store.ProgressStore;
import io.tidemark.store.ReferenceStore;
import io.tidemark.testkit.HeapRows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A day of windows of 25 columns on 64 cells; the last column moves in the last six hours. φ grows with the scale. */
@Tag("slow")
class DriftMapsTest {
    private static final long WINDOW = 300_000;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int WINDOWS = 288;
    private static final int COLUMNS = 25;
    private static final int CELLS = 64;
    private static final NumberGrid GRID =
            new NumberGrid(IntStream.range(1, CELLS).mapToDouble(i -> i).toArray(), 32, 16);
    private static final Scope ALL = new Scope("shop", Stage.SERVING, Scope.ALL);
    private static final DriftMaps.Page FIRST = new DriftMaps.Page("", DriftMaps.Order.CONTRIBUTION, "", 50);

    private final HeapRows rows = rows(COLUMNS);
    private final Monitored monitored = monitored(COLUMNS);
    private final DriftMaps maps = new DriftMaps(new Questions(rows), monitored);

    private static DriftMaps.Cut cut(long stepMs) {
        return new DriftMaps.Cut(AskedRange.LAST_DAY, stepMs, 300);
    }

    private static String column(int column) {
        return "c" + (100 + column);
    }

    private static Counts counts(int rowsPerCell, int moved) {
        Counts counts = new Counts(GRID.id(), GRID.cells());
        for (int cell = 0; cell < CELLS; cell++) {
            counts.countCell(cell, cell < CELLS / 2 ? rowsPerCell - moved : rowsPerCell + moved);
        }
        counts.addMoments(0, CELLS, 0, 0);
        return counts;
    }

    private static HeapRows rows(int columns) {
        HeapRows rows = new HeapRows();
        ProgressStore progress = new ProgressStore(rows.text(Kept.PROGRESS, 0));
        progress.putClosedThrough("shop", START + WINDOWS * WINDOW);
        progress.putScope(new ScopeProgress(ALL, START, START + WINDOWS * WINDOW, 0));
        TreeMap<String, ColumnReference> references = new TreeMap<>();
        Counts usual = counts(1_000, 0);
        Dispersion phi = new Dispersion(100, new double[] {1, 1.1, 1.3, 1.6, 2, 2.5, 3});
        for (int column = 0; column < columns; column++) {
            references.put(column(column), new ColumnReference(usual, phi));
        }
        new ReferenceStore(rows.text(Kept.REFERENCES, 0))
                .put(new Reference(
                        "1f0c",
                        ALL,
                        new TimeWindow(START - 300 * WINDOW, START),
                        Long.MIN_VALUE,
                        1,
                        new RowsReference(CELLS * 5, phi),
                        references));
        Counts still = counts(5, 0);
        Counts moved = counts(5, 4);
        ProfileStore profiles = new ProfileStore(rows.binary(Kept.PROFILES, 0));
        for (int window = 0; window < WINDOWS; window++) {
            TreeMap<String, Counts> counted = new TreeMap<>();
            for (int column = 0; column < columns - 1; column++) {
                counted.put(column(column), still);
            }
            counted.put(column(columns - 1), window >= WINDOWS - 72 ? moved : still);
            Profile profile = new Profile(new Rows(CELLS * 5, CELLS * 5, CELLS * 5), counted);
            profiles.put(ALL, Level.WINDOW, new StoredProfile(START + window * WINDOW, 0, profile));
        }
        return rows;
    }

    private static Monitored monitored(int columns) {
        TreeMap<String, Grid> grids = new TreeMap<>();
        for (int column = 0; column < columns; column++) {
            grids.put(column(column), GRID);
        }
        GridBook book = new GridBook(List.of(new GridBook.Era(Long.MIN_VALUE, grids)), new TreeSet<>());
        return Monitored.of(
                MonitorFileReader.parse(
                        "m.yaml",
                        """
                        monitors:
                          - model: shop
                            source: {topic: shop-events}
                            windows: {size: 5m, pane: 1m, retention: 2d}
                            reference: {first: 1d}
                        """),
                1,
                GridBook.Library.of(Map.of("shop", book)));
    }

    /** What the reading of a window says of a column at a scale: of the BAD deciding measures the farthest over its tolerance. */
    private ComparedMeasure told(Reading reading, String column, int scale) {
        return reading.measurements().stream()
                .filter(one -> one.column().equals(column) && one.scale() == scale)
                .map(Measurement::judged)
                .map(ComparedMeasure::of)
                .filter(ComparedMeasure::decides)
                .max(Comparator.comparing(ComparedMeasure::isBad).thenComparing(ComparedMeasure::overTolerance))
                .orElseThrow();
    }

    @Test
    void cellSaysWhatTheReadingOfSoManyWindowsSays() {
        Readings readings = new Readings(new Questions(rows), monitored);
        Reading reading = readings.told(ALL, AskedRange.LAST_DAY, new Readings.Chosen("", Optional.empty(), 1))
                .value()
                .readings()
                .get(0);

        for (int scale : List.of(1, 4)) {
            DriftMaps.Line first = maps.columns(ALL, cut(scale * WINDOW), FIRST)
                    .value()
                    .lines()
                    .get(0);
            DriftCell last = first.cells().get(first.cells().size() - 1);

            assertThat(first.name()).isEqualTo("c124");
            assertThat(last.verdict()).isEqualTo("BAD");
            assertThat(last.measure()).isEqualTo(told(reading, "c124", scale));
        }
        assertThat(told(reading, "c100", 1).verdict()).isEqualTo("GOOD");
    }

    /** 4 of 5 rows of each lower cell moved to an upper one. */
    @Test
    void strongestComesFirstAndTheOthersByName() {
        List<DriftMaps.Line> lines = maps.columns(ALL, cut(0), FIRST).value().lines();

        assertThat(lines).extracting(DriftMaps.Line::name).startsWith("c124", "c100", "c101");
        assertThat(lines.get(0).cells()).hasSize(WINDOWS);
        assertThat(lines.get(0).cells().subList(0, 216))
                .allMatch(cell -> cell != null && cell.verdict().equals("GOOD"));
        assertThat(lines.get(0).cells().subList(216, 288))
                .allMatch(cell -> cell != null && cell.verdict().equals("BAD"));
    }

    /** Three windows are judged with the φ of four. */
    @Test
    void bucketOfThreeWindowsIsJudgedAsFour() {
        DriftMaps.Line line =
                maps.columns(ALL, cut(3 * WINDOW), FIRST).value().lines().get(0);
        DriftCell last = line.cells().get(line.cells().size() - 1);

        assertThat(last.n()).isEqualTo(3 * 5 * CELLS);
        assertThat(Objects.requireNonNull(last.measure()).n()).isEqualTo(3 * 5 * CELLS / 1.3);
    }

    /** 288 cells of 1,000 columns are 288,000; at most 60 of each fit, and half an hour is the shortest usual length that makes no more: 48. */
    @Test
    void aDayOfAThousandColumnsComesInLongerSteps() {
        DriftMaps wide = new DriftMaps(new Questions(rows(1_000)), monitored(1_000));

        DriftMaps.HeatMap map = wide.columns(ALL, cut(0), FIRST).value();

        assertThat(map.buckets().stepMs()).isEqualTo(6 * WINDOW);
        assertThat(map.buckets().buckets()).hasSize(48);
        assertThat(map.lengthened())
                .isEqualTo("a step of 5m would make 288,000 cells of 1,000 columns, more than 60,000;"
                        + " choose columns by q for a shorter one");
        assertThat(map.found()).isEqualTo(1_000);
        assertThat(map.bad()).isEqualTo(1);
        assertThat(map.lines()).extracting(DriftMaps.Line::name).hasSize(50).startsWith("c1099", "c100", "c1000");
        assertThat(map.hasMore()).isTrue();
    }

    @Test
    void mapOfAFilterIsAsFineAsThatOfFewColumns() {
        DriftMaps wide = new DriftMaps(new Questions(rows(1_000)), monitored(1_000));

        DriftMaps.HeatMap map = wide.columns(
                        ALL, cut(0), new DriftMaps.Page("109", DriftMaps.Order.CONTRIBUTION, "", 50))
                .value();

        assertThat(map.buckets().stepMs()).isEqualTo(WINDOW);
        assertThat(map.lengthened()).isEmpty();
        assertThat(map.found()).isEqualTo(11);
    }

    /** By name nothing but the page is judged, so that it may be as fine as one likes. */
    @Test
    void pageByNameIsAsFineAsItsOwnColumnsAllow() {
        DriftMaps wide = new DriftMaps(new Questions(rows(1_000)), monitored(1_000));

        DriftMaps.HeatMap map = wide.columns(
                        ALL, cut(WINDOW), new DriftMaps.Page("", DriftMaps.Order.NAME, "c1098", 200))
                .value();

        assertThat(map.lines())
                .extracting(DriftMaps.Line::name)
                .startsWith("c1099", "c110", "c111")
                .hasSize(200);
        assertThat(map.found()).isEqualTo(1_000);
        assertThat(map.bad()).isNull();
        assertThat(map.hasMore()).isTrue();
    }

    @Test
    void fewerBucketsMayBeAskedFor() {
        DriftMaps.HeatMap map = maps.columns(ALL, new DriftMaps.Cut(AskedRange.LAST_DAY, 0, 96), FIRST)
                .value();

        assertThat(map.buckets().stepMs()).isEqualTo(3 * WINDOW);
        assertThat(map.lengthened()).isEmpty();
    }

    /** 320 rows in each window, as in the reference. */
    @Test
    void rowsAreJudgedAsTheReadingJudgesThem() {
        Readings readings = new Readings(new Questions(rows), monitored);
        Reading reading = readings.told(ALL, AskedRange.LAST_DAY, new Readings.Chosen("", Optional.empty(), 1))
                .value()
                .readings()
                .get(0);
        ComparedMeasure told = reading.measurements().stream()
                .map(Measurement::judged)
                .map(ComparedMeasure::of)
                .filter(measure -> measure.measure().equals("volume"))
                .findFirst()
                .orElseThrow();

        DriftMaps.Line line = Objects.requireNonNull(
                maps.columns(ALL, cut(WINDOW), FIRST).value().rows());
        DriftCell last = Objects.requireNonNull(line.cells().get(WINDOWS - 1));

        assertThat(last.measure()).isEqualTo(told);
        assertThat(last.n()).isEqualTo(5 * CELLS);
        assertThat(last.verdict()).isEqualTo("GOOD");
        assertThat(last.strength()).isZero();
    }

    /** Four windows of 320 rows against four of 320, with the φ of four windows. */
    @Test
    void rowsOfALongerBucketAreBesideAsManyUsualWindows() {
        DriftMaps.Line line = Objects.requireNonNull(
                maps.columns(ALL, cut(4 * WINDOW), FIRST).value().rows());
        ComparedMeasure volume = Objects.requireNonNull(
                Objects.requireNonNull(line.cells().get(0)).measure());

        assertThat(volume.value()).isEqualTo(1);
        assertThat(volume.n()).isEqualTo(4 * 5 * CELLS / 1.3);
    }

    @Test
    void whatCouldBeJudgedSaysMoreThanWhatCouldNot() {
        DriftCell few = new DriftCell(0, "a", measure("INSUFFICIENT", 0.9), 3, "INSUFFICIENT");
        DriftCell good = new DriftCell(0, "b", measure("GOOD", 0.05), 5_000, "GOOD");
        DriftCell bad = new DriftCell(0, "c", measure("BAD", 0.2), 5_000, "BAD");

        assertThat(bad.weight()).isGreaterThan(good.weight());
        assertThat(good.weight()).isGreaterThan(few.weight());
        assertThat(few.weight()).isGreaterThan(new DriftCell(0, "d", null, 9, "WARMING_UP").weight());
    }

    private static ComparedMeasure measure(String verdict, double value) {
        return new ComparedMeasure("ks", "", "", value, 0, 1, 100, 100, 0, 0.1, 0, 0, 0, 0, verdict);
    }

    /** 250 × 288 cells are 72,000; a quarter of an hour makes 96 buckets, ten minutes 144. */
    @Test
    void stepThatMakesTooManyCellsIsRefusedWithOneThatFits() {
        DriftMaps wide = new DriftMaps(new Questions(rows), monitored(250));

        assertThatThrownBy(() -> wide.columns(ALL, cut(WINDOW), FIRST))
                .isInstanceOf(TooMuch.class)
                .hasMessage("the map would have more than 60000 cells: columns=250, buckets=288;"
                        + " the shortest step that fits is 10m, or choose columns by q");
    }
}
