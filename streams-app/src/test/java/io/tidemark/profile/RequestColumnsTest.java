package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Delta;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Profile;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.RequestStatus;
import io.tidemark.domain.Scope;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import io.tidemark.testkit.TestEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A request's latency and status as columns, beside features that bear the same names. */
class RequestColumnsTest {
    private static final NumberGrid LATENCY = new NumberGrid(new double[] {100, 200}, 0, 1);
    private static final CategoryGrid STATUS = new CategoryGrid(ColumnKind.CATEGORY, List.of("OK", "TIMEOUT", "sent"));
    private static final Map<String, Grid> GRIDS = Map.of("latency", LATENCY, "status", STATUS);

    @Test
    void requestIsMeasuredWhereTheMonitorAsks() {
        Profile profile = profile(
                Set.of("latency", "status"),
                GRIDS,
                answer().request(150.0, RequestStatus.OK),
                answer().request(250.0, RequestStatus.TIMEOUT),
                answer().request(null, RequestStatus.ERROR));

        assertThat(cells(profile, "latency")).containsExactly(0, 1, 1);
        assertThat(column(profile, "latency").missing()).isEqualTo(1);
        assertThat(cells(profile, "status")).startsWith(1, 1, 0);
        assertThat(column(profile, "status").seen()).isEqualTo(3);
        assertThat(column(profile, "status").newValues().value(0)).isEqualTo("ERROR");
    }

    @Test
    void featureKeepsItsNameWhereTheMonitorDoesNotAsk() {
        Profile profile = profile(
                Set.of(),
                GRIDS,
                answer().request(150.0, RequestStatus.OK)
                        .feature("latency", 50.0)
                        .feature("status", "sent"),
                row().feature("latency", 250.0).feature("status", "sent"),
                row().feature("status", null));

        assertThat(cells(profile, "latency")).containsExactly(1, 0, 1);
        assertThat(column(profile, "latency").missing()).isEqualTo(1);
        assertThat(cells(profile, "status")).startsWith(0, 0, 2);
        assertThat(column(profile, "status").missing()).isEqualTo(1);
    }

    @Test
    void featureOfATakenNameIsNotMeasured() {
        for (Map<String, Grid> grids : List.of(GRIDS, Map.<String, Grid>of())) {
            Profile profile = profile(
                    Set.of("latency", "status"),
                    grids,
                    row().feature("latency", 50.0).feature("status", "sent"),
                    answer().request(150.0, RequestStatus.OK)
                            .feature("latency", 50.0)
                            .feature("status", "sent"),
                    answer().feature("status", "sent").feature("latency", 50.0).request(150.0, RequestStatus.OK),
                    row().feature("latency", 50.0));

            assertThat(column(profile, "latency").seen()).isEqualTo(2);
            assertThat(column(profile, "status").seen()).isEqualTo(2);
            assertThat(column(profile, "latency").missing()).isZero();
        }
    }

    private static TestEvent row() {
        return TestEvent.of("fraud", 1_000);
    }

    private static TestEvent answer() {
        return row().prediction("ok", null);
    }

    private static Profile profile(Set<String> asked, Map<String, Grid> grids, TestEvent... events) {
        GridBook.Era era = new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(grids));
        GridBook book = new GridBook(List.of(era), new TreeSet<>(Set.of(Scope.ALL)));
        Profiler profiler = new Profiler(
                List.of(new ProfileRules(
                        "fraud",
                        60_000,
                        List.of(),
                        10,
                        column -> true,
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        Comparisons.NONE,
                        QualityRules.NONE,
                        asked)),
                model -> book);
        for (int i = 0; i < events.length; i++) {
            assertThat(profiler.observe(events[i].observed(), i, Long.MAX_VALUE))
                    .isNull();
        }
        List<Delta> deltas = profiler.handOver();
        assertThat(deltas).hasSize(1);
        return deltas.get(0).profile();
    }

    private static Counts column(Profile profile, String name) {
        return profile.columns().getOrDefault(name, Counts.withoutGrid());
    }

    private static long[] cells(Profile profile, String name) {
        Counts counts = column(profile, name);
        long[] cells = new long[counts.cellCount()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = counts.cell(cell);
        }
        return cells;
    }
}
