package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Change;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Loads and rollouts as objectives: told at once, counted by the window. Times are minutes since 10:00; the clock stands at 10:40. */
class ReleaseProcessorTest {
    private static final long MINUTE = 60_000;
    private static final Objective LOADING = objective(Selection.Kind.LOADING, AlertPolicy.Mode.LIVE);
    private static final Objective ROLLOUT = objective(Selection.Kind.ROLLOUT, AlertPolicy.Mode.LIVE);

    private static Objective objective(Selection.Kind kind, AlertPolicy.Mode mode) {
        AlertPolicy.Tier page = new AlertPolicy.Tier(Alert.Severity.PAGE, List.of(), AlertPolicy.Trickle.IGNORED, 0, 0);
        return new Objective(
                kind.name().toLowerCase(Locale.ROOT),
                new Objective.Subject("electricity", Stage.SERVING, Slices.WHOLE),
                new Indicator.OfEvents(Selection.of(kind, List.of()), Indicator.Counted.BAD),
                new Goal(0.9, 7 * 24 * 60 * MINUTE, Alert.Method.OCCURRENCES, 60 * MINUTE),
                new AlertPolicy(List.of(page), mode, new AlertPolicy.Silence.Untold()),
                new Objective.About("", "", "team-serving", "https://example.com/load"));
    }

    private static long at(long minute) {
        return RunningJudge.CLOCK + (minute - 40) * MINUTE;
    }

    private static Change change(Change.Kind kind, long minute, String version) {
        return new Change(
                kind + "@" + minute,
                kind,
                "electricity",
                at(minute),
                version,
                "",
                Map.of("region", "eu"),
                "",
                "ci",
                kind == Change.Kind.LOAD_FAILED ? "out of memory" : "",
                "https://ci.example.com/7");
    }

    private static Reading hour(int hour, String slice) {
        long startMs = at(60L * hour);
        return new Reading(
                new Scope("electricity", Stage.SERVING, slice),
                new TimeWindow(startMs, startMs + 60 * MINUTE),
                "pinned:1f0c",
                0,
                100,
                List.of());
    }

    @Test
    void failedLoadIsToldAtOnceAndItsEndToo() {
        RunningJudge judge = RunningJudge.of(LOADING);

        judge.tell(change(Change.Kind.DEPLOYED, 0, "v43"));
        judge.tell(change(Change.Kind.LOAD_FAILED, 1, "v43"));
        judge.tell(change(Change.Kind.LOAD_FAILED, 1, "v43"));
        judge.tell(change(Change.Kind.LOADED, 5, "v44"));

        List<Alert> alerts = judge.alerts();
        assertThat(alerts)
                .extracting(alert -> alert.transition().notice())
                .containsExactly(Notice.OPENED, Notice.CLOSED);
        assertThat(alerts.get(0).severity()).isEqualTo(Alert.Severity.PAGE);
        assertThat(alerts.get(0).promise().owner()).isEqualTo("team-serving");
        assertThat(alerts.get(0).summary())
                .isEqualTo(
                        "electricity · version v43 does not load in region=eu since 1971-11-26 10:01Z: out of memory\n"
                                + "  see https://ci.example.com/7     budget: 0 % used, lasts at this rate\n"
                                + "  owner team-serving     runbook https://example.com/load");
        assertThat(alerts.get(1).summary())
                .startsWith("electricity · version v43 does not load in region=eu from 1971-11-26 10:01Z to 1971-11-26"
                        + " 10:05Z: loaded v44 in region=eu (1971-11-26 10:05Z)");
        assertThat(alerts.get(0).context().changes().get(0).change().link()).isEqualTo("https://ci.example.com/7");
    }

    @Test
    void loadsAreCountedByTheWindowLateOnesToo() {
        RunningJudge judge = RunningJudge.of(LOADING);

        judge.tell(change(Change.Kind.LOADED, 1, "v42"));
        judge.tell(hour(0, Scope.ALL));
        judge.tell(hour(1, Scope.ALL));
        judge.tell(change(Change.Kind.LOAD_FAILED, 65, "v42"));

        List<SloStatus> stands = judge.sent(SloStatus.class);
        assertThat(stands)
                .extracting(SloStatus::counts)
                .containsExactly(new SloStatus.Counts(1, 0), new SloStatus.Counts(1, 0), new SloStatus.Counts(1, 1));
    }

    @Test
    void openAlertOutlivesARestartAndIsToldOnce() {
        RunningJudge judge = RunningJudge.of(LOADING);
        judge.tell(change(Change.Kind.LOAD_FAILED, 1, "v43"));
        judge.forget();

        judge.restart(LOADING);
        judge.tick(0);
        judge.tell(change(Change.Kind.LOAD_FAILED, 1, "v43"));
        List<Alert> meanwhile = judge.alerts();
        judge.tell(change(Change.Kind.LOADED, 5, "v43"));

        assertThat(meanwhile).isEmpty();
        assertThat(judge.alerts())
                .extracting(alert -> alert.transition().notice())
                .containsExactly(Notice.CLOSED);
    }

    @Test
    void versionThatIsNotSeenIsToldByTheData() {
        RunningJudge judge = RunningJudge.of(ROLLOUT);
        judge.tell(change(Change.Kind.DEPLOYED, 0, "v43"));

        judge.tell(hour(0, "version=v42"));
        judge.tell(hour(0, Scope.ALL));
        judge.tell(hour(1, Scope.ALL));
        List<Alert> told = judge.alerts();
        judge.tell(hour(1, "version=v43"));

        assertThat(told).singleElement().satisfies(alert -> assertThat(alert.summary())
                .startsWith(
                        "electricity · version v43 is not seen serving in region=eu since 1971-11-26 10:00Z: v43, in"
                                + " service since 1971-11-26 10:00Z, is not in the data: other versions only"));
        assertThat(judge.alerts())
                .extracting(alert -> alert.transition().notice())
                .containsExactly(Notice.OPENED, Notice.CLOSED);
    }

    @Test
    void versionThatIsNotSeenIsToldByTheClockWhileNoDataCome() {
        RunningJudge judge = RunningJudge.of(ROLLOUT);
        judge.tell(change(Change.Kind.DEPLOYED, 0, "v43"));

        judge.tick(121 * MINUTE);
        List<Alert> early = judge.alerts();
        judge.tick(122 * MINUTE);
        judge.tick(123 * MINUTE);

        assertThat(early).isEmpty();
        assertThat(judge.alerts()).singleElement().satisfies(alert -> assertThat(alert.summary())
                .contains("is not in the data: none came"));
    }

    @Test
    void otherVersionPutInServiceEndsIt() {
        RunningJudge judge = RunningJudge.of(ROLLOUT);
        judge.tell(change(Change.Kind.DEPLOYED, 0, "v43"));
        judge.tell(hour(1, Scope.ALL));

        judge.tell(change(Change.Kind.DEPLOYED, 130, "v44"));

        assertThat(judge.alerts())
                .extracting(alert -> alert.transition().notice())
                .containsExactly(Notice.OPENED, Notice.CLOSED);
    }

    @Test
    void triedOutItIsMarkedAndMeantLaterItIsTold() {
        RunningJudge judge = RunningJudge.of(objective(Selection.Kind.LOADING, AlertPolicy.Mode.DRY_RUN));
        judge.tell(change(Change.Kind.LOAD_FAILED, 1, "v43"));
        List<Alert> tried = judge.alerts();
        judge.forget();

        judge.restart(LOADING);
        judge.tick(0);

        assertThat(tried).extracting(Alert::isDryRun).containsExactly(true);
        assertThat(judge.alerts().stream().filter(Alert::isOpen))
                .extracting(Alert::isDryRun)
                .containsExactly(false);
    }
}
