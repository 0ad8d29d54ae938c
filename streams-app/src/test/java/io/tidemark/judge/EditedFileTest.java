package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.SloStatus;
import io.tidemark.slo.Correction;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The monitor file's corrections change between two runs. A budget of 1,000 bad rows, of which an hour of nothing but bad ones takes a tenth. */
class EditedFileTest {
    private static final Correction OUTAGE = new Correction(
            "outage",
            Correction.Selector.ALL,
            new Correction.When.Once(Bench.START + Bench.HOUR, Bench.START + 5 * Bench.HOUR),
            Correction.Category.DATA_INCIDENT,
            "the warehouse was down",
            "ada");

    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final RunningJudge judge = RunningJudge.of(bench.objective);
    private long slot;

    @Test
    void theFirstReadingReckonsAnew() {
        hours(1, 100, 0);
        hours(6, 0, 100);
        judge.restart(bench.objective, OUTAGE);
        judge.forget();
        hours(1, 100, 0);

        assertThat(news())
                .extracting(Annotation::kind, note -> note.values().get("cause"))
                .containsExactly(tuple(Kind.CORRECTION, null), tuple(Kind.BUDGET_REVISED, "correction"));
        assertThat(judge.sent(SloStatus.class)).last().satisfies(status -> {
            assertThat(status.counts().bad()).isEqualTo(200);
            assertThat(status.counts().good()).isEqualTo(200);
        });
    }

    @Test
    void theSameFileSaysNothingNew() {
        judge.restart(bench.objective, OUTAGE);
        judge.forget();
        hours(1, 100, 0);
        hours(6, 0, 100);
        judge.restart(bench.objective, OUTAGE);
        judge.forget();
        hours(1, 100, 0);

        assertThat(news()).isEmpty();
    }

    private List<Annotation> news() {
        return judge.sent(Annotation.class).stream()
                .filter(note -> note.kind() == Kind.CORRECTION || note.kind() == Kind.BUDGET_REVISED)
                .toList();
    }

    private void hours(int hours, long good, long bad) {
        for (int hour = 0; hour < hours; hour++) {
            judge.tell(bench.rowsAt(slot++, good, bad, 0));
        }
    }
}
