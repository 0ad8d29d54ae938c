package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Operation;
import io.tidemark.domain.Operation.Kind;
import io.tidemark.slo.Objective;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The alert of a policy's step among the others. A budget of 1,000 bad rows, of which a bad hour takes a tenth; 40 bad rows an hour burn
 * four times too fast and page nobody at once, so that steps are alone.
 */
class PolicyStepAlertTest {
    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final Objective objective = bench.objective;
    private final Rig rig = new Rig(objective);
    private long slot;

    /** The step of 10 % is entered. */
    private Alert entered() {
        hours(1, 100, 0);
        hours(1, 0, 100);
        return steps("alerts").get(0);
    }

    private void hours(int hours, long good, long bad) {
        for (int hour = 0; hour < hours; hour++) {
            rig.tell(bench.rowsAt(slot++, good, bad, 0));
        }
    }

    private List<Alert> steps(String way) {
        return rig.alerts(way).stream()
                .filter(alert -> !alert.context().policyStep().isEmpty())
                .toList();
    }

    private void operation(Kind kind, String episode, Operation.Cover cover, Operation.Span span) {
        rig.tell(new Operation("1", kind, "electricity", 0, "ada", "why not", episode, cover, span, ""));
    }

    private void operation(Kind kind, String episode) {
        operation(kind, episode, Operation.Cover.ALL, Operation.Span.NONE);
    }

    @Test
    void itBeatsForAsLongAsTheStepHolds() {
        Alert entered = entered();
        rig.forget();

        rig.tick(61_000);
        rig.start(objective);
        rig.tick(61_000);
        hours(40, 100, 0);
        List<Alert> all = steps("alerts");
        rig.forget();
        rig.tick(61_000);

        assertThat(all)
                .extracting(Alert::dedupKey, Alert::sequence, alert -> alert.transition()
                        .notice())
                .containsExactly(tuple(entered.dedupKey(), 1L, Notice.HEARTBEAT));
        assertThat(steps("alerts")).hasSize(1);
    }

    @Test
    void itsEndIsToldAndItBeatsNoMore() {
        entered();
        rig.tell(bench.rowsAt(1, 100, 0, 1));
        List<Alert> told = steps("alerts");
        rig.forget();
        rig.tick(61_000);

        assertThat(told)
                .extracting(Alert::sequence, alert -> alert.transition().notice(), alert -> alert.transition()
                        .reason())
                .containsExactly(tuple(1L, Notice.OPENED, Reason.BURN), tuple(2L, Notice.CLOSED, Reason.RECOVERED));
        assertThat(steps("alerts")).isEmpty();
    }

    @Test
    void somebodyHasIt() {
        Alert entered = entered();
        rig.forget();

        operation(Kind.ACKNOWLEDGE, entered.episodeId());
        rig.start(objective);
        rig.tick(61_000);
        List<Alert> beats = steps("alerts");

        assertThat(beats)
                .extracting(Alert::sequence, alert -> alert.transition().notice(), alert -> alert.context()
                        .standing()
                        .acknowledgedBy())
                .containsExactly(tuple(2L, Notice.HEARTBEAT, "ada"));
        assertThat(beats.get(0).summary()).contains("\n  acknowledged by ada ");
    }

    @Test
    void anAcknowledgementIsToldAndWrittenDown() {
        Alert entered = entered();
        rig.forget();

        operation(Kind.ACKNOWLEDGE, entered.episodeId());

        assertThat(steps("alerts"))
                .extracting(
                        alert -> alert.transition().notice(),
                        alert -> alert.context().standing().acknowledgedBy())
                .containsExactly(tuple(Notice.ACKNOWLEDGED, "ada"));
        assertThat(rig.annotations())
                .extracting(Annotation::text)
                .containsExactly("ada acknowledged " + entered.episodeId() + ": why not");
    }

    @Test
    void aSilenceCoversItAndItsEndOpensItAgain() {
        entered();
        rig.forget();

        operation(
                Kind.SILENCE,
                "",
                new Operation.Cover("promise", "", "info"),
                new Operation.Span(rig.clockMs(), rig.clockMs() + 300_000, "", 0, "UTC"));
        List<Alert> begun = steps("alerts");
        rig.forget();
        rig.tick(301_000);

        assertThat(begun)
                .extracting(
                        alert -> alert.transition().notice(),
                        alert -> alert.context().standing().silencedBy())
                .containsExactly(tuple(Notice.UPDATED, List.of("1")));
        assertThat(steps("alerts"))
                .filteredOn(alert -> alert.transition().notice() != Notice.HEARTBEAT)
                .extracting(
                        alert -> alert.transition().notice(),
                        alert -> alert.context().standing().silencedBy())
                .containsExactly(tuple(Notice.OPENED, List.of()));
    }

    @Test
    void aStepThatIsEnteredUnderASilenceSaysSo() {
        hours(1, 100, 0);
        operation(
                Kind.SILENCE,
                "",
                Operation.Cover.ALL,
                new Operation.Span(rig.clockMs(), rig.clockMs() + 300_000, "", 0, "UTC"));

        hours(1, 0, 100);

        assertThat(steps("alerts"))
                .extracting(alert -> alert.context().standing().silencedBy())
                .containsExactly(List.of("1"));
    }

    @Test
    void closedByHandItStaysClosedUntilItIsEnteredAgain() {
        Alert entered = entered();
        rig.forget();

        operation(Kind.RESOLVE, entered.episodeId());
        hours(1, 90, 10);
        rig.tick(61_000);
        List<Alert> closed = steps("alerts");
        rig.forget();
        rig.tell(bench.rowsAt(1, 100, 0, 1));
        hours(2, 0, 100);

        assertThat(closed)
                .extracting(alert -> alert.transition().notice(), alert -> alert.transition()
                        .reason())
                .containsExactly(tuple(Notice.CLOSED, Reason.MANUAL));
        assertThat(steps("alerts"))
                .extracting(alert -> alert.context().policyStep(), alert -> alert.transition()
                        .notice())
                .containsExactly(tuple("default 10 %", Notice.OPENED));
    }

    @Test
    void nothingWasHeardForAWindowAndTheStepIsLeft() {
        entered();
        rig.forget();

        Rig.of(bench.rowsAt(103, 100, 0, 0), "region=eu").forEach(rig::tell);
        rig.tick(3_600_000);

        assertThat(steps("alerts"))
                .filteredOn(alert -> alert.transition().notice() == Notice.CLOSED)
                .extracting(Alert::summary, alert -> alert.transition().reason())
                .containsExactly(tuple(
                        "electricity · 10 % of the error budget of promise used: step 10 % of policy default left,"
                                + " nothing was heard for a whole window",
                        Reason.EXPIRED));
        assertThat(rig.bytes().keySet()).noneMatch(key -> key.startsWith("policy/"));
        assertThat(rig.tombstones("decisions")).containsExactly("electricity");
    }

    @Test
    void itExplainsNoSliceAndNoOtherAlert() {
        entered();
        rig.forget();

        hours(1, 0, 100);

        assertThat(rig.alerts("alerts"))
                .filteredOn(alert -> alert.context().policyStep().isEmpty())
                .isNotEmpty()
                .allSatisfy(alert ->
                        assertThat(alert.context().standing().inhibitedBy()).isEmpty());
    }
}
