package io.tidemark.testkit;

import io.tidemark.domain.Alert;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport.Phase;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunJudge;
import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunLimit;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunWindow;
import io.tidemark.store.KeptRuns;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;

/** Three runs of shop: six hours apart from 2026-01-01 on, two that cost 10, one that costs 30 and goes on; at most 20 is in order. */
public final class KeptTrainingRuns {
    public static final RunObjective OBJECTIVE = new RunObjective(
            "shop-run-cost",
            "shop",
            RunKind.COST,
            new RunLimit.Band(Double.NEGATIVE_INFINITY, 20),
            0.9,
            new RunWindow.Last(20),
            Alert.Severity.TICKET,
            AlertPolicy.Mode.LIVE,
            new Objective.About("", "", "team-shop", ""));

    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    private KeptTrainingRuns() {}

    static void keep(KeyValueStore<String, byte[]> store) {
        RunBook book = new RunBook();
        RunJudge judge = new RunJudge(List.of(OBJECTIVE), book, (objective, run) -> false);
        for (int i = 0; i < 3; i++) {
            TrainingRun run = TrainingRun.of("r" + i).ofModel("shop").with(RunAmount.COST, i < 2 ? 10 : 30);
            book.take(run.says(Phase.STARTED, START + 6 * i * HOUR), START);
            book.take(run.says(i < 2 ? Phase.SUCCEEDED : Phase.PROGRESS, START + (6 * i + 1) * HOUR), START);
            judge.heard(run.id(), START);
        }
        book.runs().forEach(run -> KeptRuns.put(store, "shop", run));
    }
}
