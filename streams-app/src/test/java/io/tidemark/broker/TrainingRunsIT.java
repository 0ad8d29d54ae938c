package io.tidemark.broker;

import static io.tidemark.domain.RunReport.Phase.PROGRESS;
import static io.tidemark.domain.RunReport.Phase.STARTED;
import static io.tidemark.domain.RunReport.Phase.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.domain.Alert;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.runtime.Service;
import io.tidemark.runtime.TidingPublisher;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.testkit.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training runs on a broker: one that hangs is told while it hangs, by the clock, and a restart tells nobody again. */
class TrainingRunsIT {
    private static final long START = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;
    private static final String FILE = TrainingRun.watched(", after: 5s");

    @TempDir
    private Path directory;

    @Test
    void stuckAndCostlyRunsAreToldAndNothingElse() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("clicks", 2);
            Watched watched = new Watched(cluster, "app", FILE);
            try (Service app = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                TidingPublisher publisher =
                        new TidingPublisher(watched.settings(directory.resolve("state")), watched.registry());
                publisher.runs(quietHistory());
                publisher.runs(List.of(
                        TrainingRun.of("hangs").says(STARTED, START + 10 * HOUR),
                        TrainingRun.of("hangs").with(RunAmount.STEP, 400).says(PROGRESS, START + 10 * HOUR + 1)));

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> !opened(cluster, watched).isEmpty());
                // Nothing was said since: it is told while it hangs, and by the clock.
                assertThat(opened(cluster, watched)).containsExactly("ctr-run-stuck run=hangs");
                Alert stuck = alerts(cluster, watched).get(0);
                assertThat(stuck.summary()).startsWith("ctr · run hangs (v-hangs) is stuck: no progress for ");
                assertThat(stuck.times().metricTimeMs()).isEqualTo(START + 10 * HOUR + 1);
                assertThat(stuck.times().clockTimeMs()).isGreaterThan(START + 10 * HOUR + 1);
                assertThat(stuck.promise().owner()).isEqualTo("team-ads");
            }
            try (Service again = Service.start(watched.settings(directory.resolve("state")), watched.file())) {
                new TidingPublisher(watched.settings(directory.resolve("state")), watched.registry())
                        .runs(run("dear", 12, 55));

                await().atMost(Duration.ofSeconds(60))
                        .until(() -> opened(cluster, watched).size() > 1
                                && closed(cluster, watched).contains("ctr-run-stuck run=hangs"));
                assertThat(opened(cluster, watched))
                        .containsExactlyInAnyOrder("ctr-run-stuck run=hangs", "ctr-run-cost run=dear");
                assertThat(closed(cluster, watched)).containsExactly("ctr-run-stuck run=hangs");
            }
        }
    }

    private static List<RunReport> quietHistory() {
        List<RunReport> history = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            history.addAll(run("r" + i, i, 10 + i % 3));
        }
        return history;
    }

    private static List<RunReport> run(String id, int hour, double cost) {
        TrainingRun run = TrainingRun.of(id);
        return List.of(
                run.says(STARTED, START + hour * HOUR),
                run.with(RunAmount.COST, cost).says(SUCCEEDED, START + hour * HOUR + HOUR / 2));
    }

    private static List<Alert> alerts(Cluster cluster, Watched watched) {
        AlertDeserializer format = AlertDeserializer.of(watched.registry());
        return cluster.read("app-alerts").stream()
                .map(message -> format.deserialize("app-alerts", message.value()))
                .toList();
    }

    private static List<String> opened(Cluster cluster, Watched watched) {
        return names(cluster, watched, Alert.Notice.OPENED);
    }

    private static List<String> closed(Cluster cluster, Watched watched) {
        return names(cluster, watched, Alert.Notice.CLOSED);
    }

    private static List<String> names(Cluster cluster, Watched watched, Alert.Notice notice) {
        return alerts(cluster, watched).stream()
                .filter(alert -> alert.transition().notice() == notice)
                .map(alert -> alert.promise().objective() + " "
                        + alert.promise().scope().slice())
                .toList();
    }
}
