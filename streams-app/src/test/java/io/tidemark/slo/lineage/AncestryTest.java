package io.tidemark.slo.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Change;
import io.tidemark.domain.Lineage;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.VersionLineage;
import io.tidemark.slo.promotion.RunOutcome;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Run, version, deployment, predictions; hours of 2026-01-05. */
class AncestryTest {
    private static final long HOUR = 3_600_000;
    private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();

    private static final Scope WHOLE = new Scope("m", Stage.SERVING, Scope.ALL);

    private final VersionBook book = new VersionBook();

    private static Reading reading(Stage stage, String slice, int hour, long rows, Verdict verdict) {
        Judged judged =
                new Judged(Measure.KS, "", new Estimate(0.3, 0.2, 0.4, rows, 100), 0, 0.05, 0, rows, 30, 0.1, verdict);
        long startMs = START + hour * HOUR;
        return new Reading(
                new Scope("m", stage, slice),
                new TimeWindow(startMs, startMs + HOUR),
                "pinned:1f0c",
                0,
                rows,
                List.of(new Measurement("price", 1, judged, 1, List.of())));
    }

    private static long at(int hour) {
        return START + hour * HOUR;
    }

    private void trained(String version, int hour, long rows, Verdict verdict) {
        book.hear(reading(Stage.TRAINING, "version=" + version, hour, rows, verdict));
    }

    private void served(String version, int hour, long rows) {
        book.hear(reading(Stage.SERVING, "version=" + version, hour, rows, Verdict.GOOD));
    }

    private static Change deployed(int hour, String version) {
        return new Change(
                "d" + hour, Change.Kind.DEPLOYED, "m", START + hour * HOUR, version, "", Map.of(), "", "", "", "");
    }

    private static RunOutcome run(String id, String version, long rows) {
        return new RunOutcome(
                id, version, RunOutcome.End.SUCCEEDED, START, START + HOUR, rows, Map.of("accuracy", 0.75), "");
    }

    private Ancestry ancestry(List<Change> changes, RunOutcome... runs) {
        return new Ancestry(book, changes, List.of(runs));
    }

    @Test
    void alertOnAVersionNamesItsRunItsDataAndWhatTheySaid() {
        trained("v2", 0, 100, Verdict.BAD);
        trained("v2", 1, 200, Verdict.GOOD);
        served("v2", 5, 10);

        Lineage lineage = ancestry(List.of(deployed(4, "v2")), run("r7", "v2", -1))
                .behind(new Scope("m", Stage.SERVING, "version=v2"), at(6));

        assertThat(lineage)
                .isEqualTo(new Lineage(
                        "v2",
                        "r7",
                        "version v2: run r7 succeeded 2026-01-05 01:00Z; 300 rows of 2026-01-05 00:00Z to 2026-01-05"
                                + " 02:00Z; BAD in training: price (ks); the run said accuracy 0.75; in service since"
                                + " 2026-01-05 04:00Z"));
    }

    @Test
    void alertOnAnythingElseIsAboutTheVersionInService() {
        Ancestry known = ancestry(List.of(deployed(4, "v1"), deployed(6, "v2")), run("r7", "v2", 500));

        assertThat(known.behind(WHOLE, at(4) - 1)).isEqualTo(Lineage.NONE);
        assertThat(known.behind(WHOLE, at(6) - 1)).isEqualTo(new Lineage("v1", "", ""));
        assertThat(known.behind(WHOLE, at(6)).text())
                .isEqualTo(
                        "version v2: run r7 succeeded 2026-01-05 01:00Z; 500 rows; the run said accuracy 0.75; in service since"
                                + " 2026-01-05 06:00Z");
    }

    @Test
    void versionThatIsDeployedAgainIsInService() {
        Ancestry rolledBack = ancestry(List.of(deployed(2, "v1"), deployed(3, "v2"), deployed(4, "v1")));

        assertThat(rolledBack.behind(WHOLE, at(4) - 1).version()).isEqualTo("v2");
        assertThat(rolledBack.behind(WHOLE, at(5)).version()).isEqualTo("v1");
    }

    /** Readings of slices come in any order: no version is named for a slice of all because one of another was heard first. */
    @Test
    void predictionsDoNotSayWhichVersionAnAlertOnTheWholeIsAbout() {
        served("v1", 4, 70);
        served("v2", 4, 30);

        assertThat(ancestry(List.of()).behind(WHOLE, at(5))).isEqualTo(Lineage.NONE);
    }

    @Test
    void versionsAreThoseOfRunsDeploymentsAndPredictions() {
        trained("v2", 0, 100, Verdict.GOOD);
        served("v2", 5, 10);

        assertThat(ancestry(List.of(deployed(4, "v2"), deployed(9, "v3")), run("r1", "v0", 7))
                        .versions())
                .containsExactly(
                        new VersionLineage("v3", "", "", 0, -1, 0, 0, "", START + 9 * HOUR, 0, 0),
                        new VersionLineage(
                                "v2",
                                "",
                                "",
                                0,
                                100,
                                START,
                                START + HOUR,
                                "nothing BAD in training",
                                START + 4 * HOUR,
                                START + 5 * HOUR,
                                START + 6 * HOUR),
                        new VersionLineage(
                                "v0", "r1", "succeeded", START + HOUR, 7, 0, 0, "the run said accuracy 0.75", 0, 0, 0));
    }

    @Test
    void revisedWindowIsNotCountedTwice() {
        trained("v2", 0, 100, Verdict.GOOD);
        trained("v2", 0, 120, Verdict.GOOD);

        assertThat(book.of("v2").training().rows()).isEqualTo(120);
    }

    @Test
    void atMostSixteenVersionsAreHeldAndAllSurvivesTheBytes() {
        for (int i = 0; i < 20; i++) {
            trained("v" + (100 + i), i, 10 + i, Verdict.BAD);
        }

        VersionBook read = VersionBook.fromBytes(book.toBytes());

        assertThat(read).usingRecursiveComparison().isEqualTo(book);
        assertThat(read.versions()).hasSize(16).first().isEqualTo("v104");
    }
}
