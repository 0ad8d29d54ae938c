package io.tidemark.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Profile;
import io.tidemark.domain.QualityRules.VolumeRule;
import io.tidemark.domain.QualityRules.VolumeRule.Kind;
import io.tidemark.domain.Retention;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.verdict.Tolerances;
import io.tidemark.testkit.HeapAssessState;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Hours; rows of hour h are 100 + h. */
class EarlierRowsTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long WEEK = 168 * HOUR;
    private static final Scope WHOLE = new Scope("m", Stage.SERVING, Scope.ALL);
    private static final long NOW = 10 * WEEK;

    private final HeapAssessState state = new HeapAssessState();

    private void keep(long startMs, long rows) {
        state.putWindow(WHOLE, new StoredProfile(startMs, 0, new Profile(new Rows(rows, rows, 0), new TreeMap<>())));
        ScopeProgress known = state.scope(WHOLE);
        state.putScope(known == null ? ScopeProgress.of(WHOLE, startMs) : known.withPane(startMs));
    }

    private long[][] read(VolumeRule rule) {
        AssessRules rules = new AssessRules(
                "m",
                List.of("in-0"),
                HOUR,
                0,
                new Retention(HOUR, Duration.ofDays(40).toMillis(), WEEK, WEEK),
                HOUR,
                64,
                AssessorBench.PINNED,
                Tolerances.DEFAULT,
                AssessorBench.MONTHLY,
                ChangeRules.NONE);
        return new EarlierRows(rules, WHOLE, new TimeWindow(NOW, NOW + HOUR), state).read(rule);
    }

    @Test
    void sameHourOfTheWeeksBeforeComesFirstThenItsNeighbours() {
        for (long week = 5; week >= 1; week--) {
            for (long hour = -5; hour <= 5; hour++) {
                keep(NOW - week * WEEK + hour * HOUR, 1000 * week + 100 + hour);
            }
        }

        long[][] before = read(new VolumeRule(Kind.HOUR_OF_WEEK, 4));

        assertThat(before).hasNumberOfRows(7);
        assertThat(before[0]).containsExactly(1100, 2100, 3100, 4100);
        assertThat(before[1]).containsExactly(1101, 2101, 3101, 4101);
        assertThat(before[6]).containsExactly(1099, 2099, 3099, 4099);
    }

    @Test
    void emptyHourCountsAndOneBeforeTheFirstDoesNot() {
        keep(NOW - 3 * WEEK + HOUR, 7);
        keep(NOW - WEEK, 5);

        long[][] before = read(new VolumeRule(Kind.HOUR_OF_WEEK, 4));

        assertThat(before[0]).containsExactly(5, 0);
        assertThat(before[1]).containsExactly(0, 0, 7);
    }

    @Test
    void weeksThatAreNoLongerKeptAreNotEmptyOnes() {
        keep(NOW - 9 * WEEK, 5);
        keep(NOW - WEEK, 5);

        assertThat(read(new VolumeRule(Kind.HOUR_OF_WEEK, 8))[0]).containsExactly(5, 0, 0, 0, 0);
    }

    @Test
    void trailingWindowsAreThoseJustBefore() {
        keep(NOW - 4 * HOUR, 4);
        keep(NOW - 2 * HOUR, 2);
        keep(NOW - HOUR, 1);

        assertThat(read(new VolumeRule(Kind.TRAILING, 3))).isEqualTo(new long[][] {{0, 2, 1}});
        assertThat(read(new VolumeRule(Kind.TRAILING, 9))).isEqualTo(new long[][] {{4, 0, 2, 1}});
    }
}
