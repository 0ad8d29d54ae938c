package io.tidemark.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.GridBook.Era;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.store.ProfileStore;
import io.tidemark.store.ProfileStore.Level;
import io.tidemark.store.ProgressStore;
import io.tidemark.testkit.HeapRows;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Four windows, the grids of which change after the third; scores 1 and 9 before, 11 and 19 after. */
class SeriesTest {
    private static final Scope SCOPE = new Scope("shop", Stage.SERVING, Scope.ALL);
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final NumberGrid LOW = new NumberGrid(new double[] {5}, 5, 5);
    private static final NumberGrid HIGH = new NumberGrid(new double[] {15}, 15, 5);
    private static final CategoryGrid TWO = new CategoryGrid(ColumnKind.CATEGORY, List.of("NO", "YES"));
    private static final CategoryGrid THREE = new CategoryGrid(ColumnKind.CATEGORY, List.of("MAYBE", "NO", "YES"));

    private final HeapRows rows = new HeapRows();
    private final Series series = new Series(
            new Questions(rows),
            Monitored.of(
                    MonitorFileReader.parse(
                                    "m.yaml",
                                    """
                                    monitors:
                                      - model: shop
                                        source: {topic: t}
                                        windows: {size: 5m, pane: 5m}
                                    """)
                            .monitors(),
                    1,
                    GridBook.Library.of(Map.of("shop", book()))));

    SeriesTest() {
        ProgressStore progress = new ProgressStore(rows.text(Kept.PROGRESS, 0));
        progress.putScope(new ScopeProgress(SCOPE, START, START + 15 * MINUTE, 0));
        progress.putClosedThrough("shop", START + 20 * MINUTE);
        ProfileStore windows = new ProfileStore(rows.binary(Kept.PROFILES, 0));
        for (int window = 0; window < 4; window++) {
            Profile profile = window < 3 ? window(LOW, 1, 9, TWO) : window(HIGH, 11, 19, THREE);
            windows.put(SCOPE, Level.WINDOW, new StoredProfile(START + window * 5 * MINUTE, 0, profile));
        }
    }

    private static GridBook book() {
        TreeMap<String, Grid> before = new TreeMap<>(Map.of("score", LOW, "prediction", TWO));
        TreeMap<String, Grid> after = new TreeMap<>(Map.of("score", HIGH, "prediction", THREE));
        return new GridBook(
                List.of(new Era(Long.MIN_VALUE, before), new Era(START + 15 * MINUTE, after)), new TreeSet<>());
    }

    private static Profile window(NumberGrid grid, double low, double high, CategoryGrid classes) {
        Counts score = new Counts(grid.id(), grid.cells());
        score.countCell(0, 1);
        score.countCell(1, 1);
        score.addMoments(low, high, 0, 0);
        Counts prediction = new Counts(classes.id(), classes.cells());
        prediction.countCell(classes.cell("YES"), 1);
        prediction.countCell(classes.cell("NO"), 3);
        return new Profile(new Rows(4, 0, 4), new TreeMap<>(Map.of("score", score, "prediction", prediction)));
    }

    private static AskedRange all() {
        return new AskedRange(Optional.of(Instant.ofEpochMilli(START)), Optional.empty());
    }

    /** The second bucket has one window of each grid. */
    @Test
    void bucketInWhichTheGridChangesHasNoQuantiles() {
        Series.Lines lines = series.lines(SCOPE, all(), 10 * MINUTE, List.of()).value();

        Series.ColumnLines score = requireNonNull(lines.columns().get("score"));
        assertThat(lines.rows()).containsExactly(8L, 8L);
        assertThat(score.quantiles().get(0.99)).containsExactly(9.0, Double.NaN);
        assertThat(score.mixed()).containsExactly(START + 10 * MINUTE);
        assertThat(score.missing()).containsExactly(0.0, 0.0);
    }

    /** A class that both grids have a cell for is known exactly; one that only one has is not. */
    @Test
    void shareOfAClassIsToldWhereEachGridHasACellForIt() {
        Series.Lines lines = series.lines(SCOPE, all(), 10 * MINUTE, List.of()).value();

        assertThat(lines.classes()).containsOnlyKeys("MAYBE", "NO", "YES", Series.OTHER);
        assertThat(lines.classes().get("YES")).containsExactly(0.25, 0.25);
        assertThat(lines.classes().get("MAYBE")).containsExactly(Double.NaN, Double.NaN);
        assertThat(lines.classes().get(Series.OTHER)).containsExactly(0.0, Double.NaN);
    }

    @Test
    void tooManyColumnsAreRefused() {
        assertThatThrownBy(() -> series.lines(SCOPE, all(), 0, Collections.nCopies(51, "score")))
                .isInstanceOf(Refused.class)
                .hasMessage("columns must be at most 50: columns=51");
    }

    @Test
    void aPartThatNobodyHoldsIsSaidSo() {
        rows.without(0);

        assertThatThrownBy(() -> series.lines(SCOPE, all(), 0, List.of())).isInstanceOf(Unavailable.class);
    }
}
