package io.tidemark.broker;

import static io.tidemark.domain.RunReport.Phase.FAILED;
import static io.tidemark.domain.RunReport.Phase.PROGRESS;
import static io.tidemark.domain.RunReport.Phase.STARTED;
import static io.tidemark.domain.RunReport.Phase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.runtime.ClusterFailure;
import io.tidemark.runtime.Service;
import io.tidemark.runtime.TidingPublisher;
import io.tidemark.testkit.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The kill test of training runs: instances that are killed while runs report tell the same alerts, each once, as one that is left alone. */
class RunsKilledIT {
    private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final int RUNS = 120;
    private static final int A_PIECE = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String FILE = TrainingRun.WATCHED;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @Test
    void killedInstancesTellOfRunsWhatAnUndisturbedOneTells() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("clicks", 2);
            Watched calm = new Watched(cluster, "calm", FILE);
            Watched disturbed = new Watched(cluster, "disturbed", FILE);

            runCalm(calm);
            List<String> expected = told(calm);
            assertThat(expected).hasSizeGreaterThan(RUNS / 10);

            runDisturbed(disturbed, cluster);
            await().atMost(PATIENCE).until(() -> told(disturbed).size() >= expected.size());
            assertThat(told(disturbed)).isEqualTo(expected);
        }
    }

    private void runCalm(Watched watched) throws Exception {
        try (Service app = Service.start(watched.settings(directory.resolve("calm")), watched.file())) {
            TidingPublisher publisher =
                    new TidingPublisher(watched.settings(directory.resolve("calm")), watched.registry());
            for (int piece = 0; piece < RUNS / A_PIECE; piece++) {
                publisher.runs(runs(piece));
            }
            await().atMost(PATIENCE).until(() -> isTold(watched));
        }
    }

    /** Two kills and a stop, and back, each while reports are on their way. */
    private void runDisturbed(Watched watched, Cluster cluster) throws IOException {
        TidingPublisher publisher =
                new TidingPublisher(watched.settings(directory.resolve("disturbed")), watched.registry());
        List<String> options = watched.options(directory);
        long sent = 0;
        try (Instance first = Instance.start(directory.resolve("first"), options);
                Instance second = Instance.start(directory.resolve("second"), options)) {
            for (int piece = 0; piece < RUNS / A_PIECE; piece++) {
                List<RunReport> reports = runs(piece);
                await().atMost(PATIENCE)
                        .ignoreException(ClusterFailure.class) // until the first instance has made the topic
                        .untilAsserted(() -> publisher.runs(reports));
                sent += reports.size();
                disturb(piece, first, second);
                long enough = sent - 6L * A_PIECE;
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> cluster.taken("disturbed", "disturbed-operations") >= enough);
            }
            await().atMost(PATIENCE).until(() -> isTold(watched));
        }
    }

    private static void disturb(int piece, Instance first, Instance second) {
        switch (piece) {
            case 6 -> first.kill();
            case 9 -> first.restart();
            case 13 -> second.kill();
            case 16 -> second.restart();
            case 20 -> first.stop();
            case 22 -> first.restart();
            default -> {}
        }
    }

    /** Every tenth is too dear, every seventeenth fails, every seventh says all of it twice. */
    private static List<RunReport> runs(int piece) {
        List<RunReport> reports = new ArrayList<>();
        for (int i = piece * A_PIECE; i < (piece + 1) * A_PIECE; i++) {
            double cost = i % 10 == 9 ? 55 : 10 + i % 3;
            TrainingRun run = TrainingRun.of("r" + i);
            long startMs = START + i * HOUR;
            List<RunReport> all = List.of(
                    run.says(STARTED, startMs),
                    run.with(RunAmount.COST, cost / 2).says(PROGRESS, startMs + HOUR / 4),
                    run.with(RunAmount.COST, cost).says(i % 17 == 16 ? FAILED : SUCCEEDED, startMs + HOUR / 2));
            reports.addAll(all);
            if (i % 7 == 6) {
                reports.addAll(all);
            }
        }
        return reports;
    }

    /** The last run is too dear. */
    private static boolean isTold(Watched watched) {
        return told(watched).stream().anyMatch(alert -> alert.contains("run r" + (RUNS - 1) + " "));
    }

    private static List<String> told(Watched watched) {
        return watched.alerts().stream().map(RunsKilledIT::text).sorted().toList();
    }

    private static String text(GenericRecord alert) {
        return alert.get("dedupKey") + " #" + alert.get("sequence") + " " + alert.get("previousState") + " → "
                + alert.get("state") + " (" + alert.get("reason") + ") " + alert.get("summary");
    }
}
