package io.tidemark.runtime.story;

import io.tidemark.domain.Change;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.domain.RunReport.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the pipelines of the story's model tell: of its training runs, and of what was changed. */
final class StoryTidings {
    private static final int USUAL_RUNS = 6;
    private static final double USUAL_COST = 11;
    private static final double DEAR_COST = 5 * USUAL_COST;
    private static final long RUN_MS = Duration.ofMinutes(30).toMillis();

    private final String model;

    StoryTidings(String model) {
        this.model = model;
    }

    /** Six runs, an hour apart, as usual. */
    List<RunReport> usualRuns() {
        List<RunReport> runs = new ArrayList<>();
        for (int i = 0; i < USUAL_RUNS; i++) {
            runs.addAll(run("r" + i, i - 20, USUAL_COST - 1 + i % 3));
        }
        return runs;
    }

    /** A run begins, and nothing more is heard of it. */
    List<RunReport> hangs() {
        return List.of(report("hangs", Phase.STARTED, hour(-10), Map.of()));
    }

    /** It ends well after all, and another one costs five times as much as usual. */
    List<RunReport> endsAndAnotherIsDear() {
        List<RunReport> runs = new ArrayList<>();
        runs.add(report("hangs", Phase.SUCCEEDED, hour(-10) + RUN_MS, Map.of(RunAmount.COST, USUAL_COST)));
        runs.addAll(run("dear", -5, DEAR_COST));
        return runs;
    }

    private List<RunReport> run(String id, int hour, double cost) {
        return List.of(
                report(id, Phase.STARTED, hour(hour), Map.of()),
                report(id, Phase.SUCCEEDED, hour(hour) + RUN_MS, Map.of(RunAmount.COST, cost)));
    }

    private RunReport report(String id, Phase phase, long atMs, Map<RunAmount, Double> amounts) {
        String currency = amounts.isEmpty() ? "" : "EUR";
        return new RunReport(
                model,
                "",
                id + "/" + phase,
                atMs,
                new RunReport.Name(id, ""),
                phase,
                amounts,
                new RunReport.Said(currency, "", new TreeMap<>(), new TreeMap<>()));
    }

    private static long hour(int hour) {
        return StoryEvents.START.plus(Duration.ofHours(hour)).toEpochMilli();
    }

    /** Somebody changes which version serves, or tries to. */
    Change change(Change.Kind kind, int minute, String version) {
        return new Change(
                kind + "-" + version,
                kind,
                model,
                StoryEvents.minute(minute),
                version,
                "",
                Map.of(),
                "",
                kind == Change.Kind.PROMOTED ? "ada" : "ci",
                kind == Change.Kind.LOAD_FAILED ? "no memory" : "",
                "");
    }
}
