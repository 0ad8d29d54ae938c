package io.tidemark.judge;

import static io.tidemark.judge.Bench.DAY;
import static io.tidemark.judge.Bench.HOUR;
import static io.tidemark.judge.Bench.MINUTE;
import static io.tidemark.judge.Bench.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.PairState;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Annotation;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The test vectors of the engine's design (A.14), by their letters: those of one objective, from readings to what topics get. */
class JudgeVectorsTest {
    private static final int DAY_OF_MINUTES = 24 * 60;

    private final Bench month = Bench.ofRows(0.999, 30 * DAY, MINUTE);
    private final RunningJudge judge = RunningJudge.of(month.objective);
    private long slot;

    @Test
    void vectorATenPercentErrorsPageInNineMinutes() {
        minutes(DAY_OF_MINUTES, 20, 0);

        minutes(60, 18, 2);

        // k minutes of 10 % among 60 burn at 100 · k / 60: 14.4 is reached after 8.64
        Alert page = told(Severity.PAGE, Notice.OPENED).get(0);
        assertThat(page.times().firedMs()).isEqualTo(START + (DAY_OF_MINUTES + 9) * MINUTE);
        assertThat(page.times().sinceMs()).isEqualTo(START + DAY_OF_MINUTES * MINUTE);
        assertThat(told(Severity.PAGE, Notice.OPENED)).hasSize(1);
    }

    @Test
    void vectorBSpikeIsOnePageThatClosesWhenItsLookbacksAreCalm() {
        minutes(DAY_OF_MINUTES, 1_000, 0);

        minutes(5, 0, 1_000);
        minutes(120, 1_000, 0);

        assertThat(told(Severity.PAGE, Notice.OPENED)).hasSize(1);
        // The lookback of 5 min is calm 5 min after the end, that of 30 min half an hour after it; then 30 min pass.
        assertThat(told(Severity.PAGE, Notice.CLOSED))
                .extracting(alert -> (alert.times().metricTimeMs() - START) / MINUTE - DAY_OF_MINUTES - 5)
                .containsExactly(60L);
        assertThat(told(Severity.TICKET, Notice.OPENED)).isEmpty();
    }

    /** A restart after each minute from the middle of FIRING on. */
    @Test
    void vectorHRestartWhileFiringTellsNothingAgainAndKeepsTheKey() {
        RunningJudge steady = RunningJudge.of(month.objective);
        for (int minute = 0; minute < DAY_OF_MINUTES + 140; minute++) {
            long bad = minute >= DAY_OF_MINUTES && minute < DAY_OF_MINUTES + 20 ? 500 : 0;
            steady.tell(month.rowsAt(minute, 1_000 - bad, bad, 0));
            judge.tell(month.rowsAt(minute, 1_000 - bad, bad, 0));
            if (minute > DAY_OF_MINUTES + 9) {
                judge.restart(month.objective);
            }
        }

        assertThat(judge.sent()).isEqualTo(steady.sent());
        List<Alert> pages = burning(Severity.PAGE);
        assertThat(pages)
                .extracting(alert -> alert.transition().state())
                .startsWith(State.FIRING)
                .contains(State.RECOVERING)
                .endsWith(State.RESOLVED);
        assertThat(told(Severity.PAGE, Notice.OPENED)).hasSize(1);
        assertThat(told(Severity.PAGE, Notice.CLOSED)).hasSize(1);
        // printf 'default|electricity|promise|*|page' | sha256sum | cut -c 1-32
        assertThat(pages).extracting(Alert::dedupKey).containsOnly("6272c73e23c9fb207f590e2a33aa9075");
        assertThat(pages)
                .extracting(Alert::sequence)
                .isEqualTo(LongStream.rangeClosed(1, pages.size()).boxed().toList());
    }

    @Test
    void vectorISameReadingAgainChangesNothing() {
        minutes(DAY_OF_MINUTES, 1_000, 0);
        minutes(10, 500, 500);
        int before = judge.sent().size();
        Map<String, String> bytes = judge.bytes();

        judge.tell(month.rowsAt(DAY_OF_MINUTES + 9, 500, 500, 0));
        judge.tell(month.rowsAt(DAY_OF_MINUTES - 100, 1_000, 0, 0));

        assertThat(judge.sent()).hasSize(before);
        assertThat(judge.bytes()).isEqualTo(bytes);
    }

    @Test
    void vectorJBadNewsFromTwentyHoursAgoRevisesTheBudgetAndPagesNobody() {
        minutes(3 * DAY_OF_MINUTES, 100, 0);
        judge.forget();

        judge.tell(month.rowsAt(3 * DAY_OF_MINUTES - 20 * 60, 0, 100, 1));

        // 100 of the 0.001 · 100 · 43,200 bad rows that a month allows
        Annotation revised = judge.annotations(Annotation.Kind.BUDGET_REVISED).get(0);
        assertThat(revised.text()).isEqualTo("electricity · promise: budget revised from 0 % to 2 % used: late data");
        assertThat(revised.values()).containsEntry("from", "0").containsEntry("cause", "late_data");
        assertThat(Double.parseDouble(revised.values().get("to"))).isCloseTo(100 / 4_320.0, within(1e-9));
        assertThat(judge.annotations(Annotation.Kind.BUDGET_REVISED)).hasSize(1);
        assertThat(judge.alerts()).isEmpty();
    }

    @Test
    void vectorOFlappingIsOneEpisode() {
        minutes(DAY_OF_MINUTES, 1_000, 0);
        for (int flap = 0; flap < 12; flap++) {
            minutes(10, 900, 100);
            minutes(10, 1_000, 0);
        }
        minutes(180, 1_000, 0);

        List<Alert> pages = burning(Severity.PAGE);
        assertThat(pages).extracting(Alert::episodeId).containsOnly(pages.get(0).episodeId());
        assertThat(pages).extracting(alert -> alert.transition().state()).contains(State.RECOVERING);
        assertThat(told(Severity.PAGE, Notice.OPENED)).hasSize(1);
        assertThat(told(Severity.PAGE, Notice.CLOSED)).hasSize(1);
        assertThat(told(Severity.TICKET, Notice.OPENED)).isEmpty();
    }

    @Test
    void vectorPOneDriftedHourPagesNobodyAndTwoDo() {
        Bench hours = Bench.ofSlices(0.95, 28 * DAY, HOUR);
        RunningJudge ofDrift = RunningJudge.of(hours.objective);
        for (int hour = 0; hour < 4; hour++) {
            ofDrift.tell(hours.sliceAt(hour, 'G', 0));
        }

        ofDrift.tell(hours.sliceAt(4, 'B', 0));
        assertThat(ofDrift.alerts()).isEmpty();
        ofDrift.tell(hours.sliceAt(5, 'B', 0));

        assertThat(ofDrift.alerts())
                .extracting(Alert::severity, alert -> alert.transition().notice())
                .containsExactly(tuple(Severity.PAGE, Notice.OPENED));
        assertThat(ofDrift.alerts().get(0).burn().get(0))
                .isEqualTo(new Alert.Burn(2 * HOUR, HOUR, 20.0, 20.0, 6.72, 6.72, 2, 2, PairState.BURNING));
    }

    private void minutes(int minutes, long good, long bad) {
        for (int minute = 0; minute < minutes; minute++) {
            judge.tell(month.rowsAt(slot++, good, bad, 0));
        }
    }

    /** Those about burning, not those about steps of a policy. */
    private List<Alert> burning(Severity severity) {
        return judge.alerts().stream()
                .filter(alert -> alert.severity() == severity
                        && alert.context().policyStep().isEmpty())
                .toList();
    }

    private List<Alert> told(Severity severity, Notice notice) {
        return burning(severity).stream()
                .filter(alert -> alert.transition().notice() == notice)
                .toList();
    }
}
