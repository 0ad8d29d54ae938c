package io.tidemark.slo.run;

import io.tidemark.slo.run.Mark.Outcome;
import java.util.List;
import java.util.function.Predicate;

/**
 * The bad runs that an objective allows, of the last n or of those of a time.
 *
 * @param good runs of the window that are good
 * @param bad those that are bad
 * @param unjudged those that ended, and of which nothing can be said
 * @param allowed bad runs that the objective allows: (1 − target) times the whole window of n runs; of a window of time, times the judged ones
 * @param firstMs where the window begins, by the runs' own clock
 */
public record RunBudget(int good, int bad, int unjudged, double allowed, long firstMs) {
    private static final double AT_RISK = 0.5;
    private static final double DIGITS = 1e12;

    /**
     * The budget at an instant of the runs' own clock. Runs that are missing of a window of n count as good. O(n log n).
     *
     * @param covered whether a correction takes a run out
     */
    static RunBudget of(RunObjective objective, RunBook book, Predicate<Run> covered, long nowMs) {
        List<Run> marked = book.runs().stream()
                .filter(run -> run.marks().containsKey(objective.id()) && !covered.test(run))
                .toList();
        List<Run> judged =
                marked.stream().filter(run -> outcome(objective, run).counts()).toList();
        List<Run> window = inWindow(objective.window(), judged, nowMs);
        int bad = (int) window.stream()
                .filter(run -> outcome(objective, run) == Outcome.BAD)
                .count();
        int whole = objective.window() instanceof RunWindow.Last last ? last.runs() : window.size();
        double allowed = Math.rint((1 - objective.target()) * whole * DIGITS) / DIGITS;
        long firstMs = window.isEmpty() ? nowMs : window.get(0).orderMs();
        return new RunBudget(
                window.size() - bad,
                bad,
                inWindow(objective.window(), marked, nowMs).size() - window.size(),
                allowed,
                firstMs);
    }

    private static Outcome outcome(RunObjective objective, Run run) {
        Mark mark = run.marks().get(objective.id());
        return mark == null ? Outcome.INSUFFICIENT : mark.outcome();
    }

    private static List<Run> inWindow(RunWindow window, List<Run> runs, long nowMs) {
        if (window instanceof RunWindow.Last last) {
            return runs.subList(Math.max(0, runs.size() - last.runs()), runs.size());
        }
        return runs.stream()
                .filter(run -> run.orderMs() > nowMs - window.lengthMs())
                .toList();
    }

    /** Share of the allowed bad runs that there were; above 1 when overspent; 0 where nothing was judged. */
    public double consumed() {
        return bad == 0 ? 0 : bad / Math.max(allowed, 1 / DIGITS);
    }

    /** HEALTHY, AT_RISK from half on, EXHAUSTED from all on; WARMING_UP while no run was judged. */
    public String state() {
        if (good + bad == 0) {
            return "WARMING_UP";
        }
        return consumed() >= 1 ? "EXHAUSTED" : consumed() >= AT_RISK ? "AT_RISK" : "HEALTHY";
    }

    /** Share of the window's runs that could be judged, in [0, 1]; 1 where none ended. */
    public double coverage() {
        int all = good + bad + unjudged;
        return all == 0 ? 1 : (double) (good + bad) / all;
    }
}
