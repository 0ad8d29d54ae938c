package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeText;
import io.tidemark.runtime.trial.Block.Line;
import io.tidemark.runtime.trial.Block.Table;
import io.tidemark.slo.Budget;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Step;
import io.tidemark.slo.Window;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Incident;
import io.tidemark.slo.history.KeptBack;
import io.tidemark.slo.history.Move;
import io.tidemark.slo.history.Plain;
import io.tidemark.slo.history.ReportText;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.PolicySteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A simulation for people: of each SLO what happened, what was kept back, what it cost; the most important last. */
public final class SimulationText {
    private static final int MOST_MOVES = 200;
    private static final int MOST_ROWS = 20;

    private final List<Block> blocks = new ArrayList<>();

    private SimulationText() {}

    /** The whole text. */
    public static List<Block> of(Simulated simulated) {
        SimulationText text = new SimulationText();
        text.points(simulated);
        simulated.slos().forEach(text::slo);
        text.verdict(simulated);
        return text.blocks;
    }

    private void line(String text) {
        blocks.add(new Line(text));
    }

    private void table(String columns, List<List<String>> rows) {
        if (rows.size() > 1) {
            blocks.add(new Table(columns, rows));
        }
    }

    private void points(Simulated simulated) {
        Points points = simulated.points();
        line(Plain.count(points.lines(), "point") + ", " + Plain.count(points.slices(), "slice") + ", "
                + Plain.span(points.firstMs(), points.lastMs()) + ", usually " + Plain.length(points.resolutionMs())
                + " apart" + (points.order() == Points.Order.UNSORTED ? ", not in order: sorted" : ""));
        if (points.slices() > 1) {
            line("all events (*) are "
                    + (points.whole() == Points.Whole.GIVEN ? "the points of slice *" : "the sum of the slices"));
        }
        if (simulated.repeated() > 0) {
            line(Plain.count(simulated.repeated(), "point") + " replaced by a later line of the same slice and time");
        }
    }

    private void slo(Simulated.OfSlo slo) {
        Found found = slo.found();
        line("");
        line(promise(found));
        if (slo.leftOut() > 0) {
            line("  " + Plain.count(slo.leftOut(), "slice") + " without a budget of their own: see tidemark.io/slices");
        }
        if (slo.folded() > 0) {
            line("  " + Plain.count(slo.folded(), "slice") + " beyond the limit are in __other__");
        }
        moves(found);
        hushed(found);
        incidents(found);
        ends(found);
        report(found);
    }

    private static String promise(Found found) {
        Goal goal = found.objective().goal();
        String counted =
                switch (goal.method()) {
                    case OCCURRENCES -> "rows, in slots of " + Plain.length(goal.slotMs());
                    case TIMESLICES -> "slices of " + Plain.length(goal.slotMs());
                    case RATIO_TIMESLICES -> "shares of slices of " + Plain.length(goal.slotMs());
                };
        return found.objective().id() + ": " + Plain.target(goal.target()) + " good over "
                + Plain.window(goal.window()) + "; " + counted + "; "
                + Plain.minutes(goal.errorShare() * goal.windowMs()) + " of entirely bad data are allowed";
    }

    private void moves(Found found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  time", "slice", "severity", "transition", "told", "why"));
        List<Row> all = new ArrayList<>();
        found.events()
                .moves()
                .forEach(move -> all.add(new Row(move.step().times().metricMs(), row(move))));
        found.events().steps().forEach(change -> all.add(new Row(change.metricTimeMs(), row(change, found))));
        all.stream().sorted(Comparator.comparingLong(Row::ms)).limit(MOST_MOVES).forEach(row -> rows.add(row.cells()));
        table("<<<<<<", rows);
        long more = Math.max(0, all.size() - MOST_MOVES) + found.events().left();
        if (more > 0) {
            line("  … and " + Plain.count(more) + " more (--json has "
                    + Plain.count(found.events().moves().size()) + " transitions)");
        }
    }

    /** A line of the table of what happened. */
    private record Row(long ms, List<String> cells) {}

    private static List<String> row(PolicySteps.Change change, Found found) {
        PolicySteps.Held held = change.held();
        boolean isEntered = change.direction() == PolicySteps.Direction.ENTERED;
        String told = isEntered ? "opened" : "closed";
        return List.of(
                "  " + TimeText.instant(change.metricTimeMs()),
                Scope.ALL,
                held.severity().word(),
                isEntered ? "INACTIVE → FIRING" : "FIRING → RESOLVED",
                held.isTold() ? told : "–",
                "policy " + held.policy() + ", step " + Plain.percent(held.threshold()) + " "
                        + Plain.word(change.direction()) + ", " + Plain.percent(change.consumed()) + " used"
                        + (isEntered ? actions(held, found) : ""));
    }

    private static String actions(PolicySteps.Held held, Found found) {
        String actions = found.policy().step(held.threshold()).stream()
                .flatMap(step -> step.actions().stream())
                .map(Action::word)
                .collect(Collectors.joining(", "));
        return actions.isEmpty() ? "" : ": " + actions;
    }

    private static List<String> row(Move move) {
        Step step = move.step();
        return List.of(
                "  " + TimeText.instant(step.times().metricMs()),
                move.slice(),
                step.severity().word(),
                step.previousState() + " → " + step.state(),
                step.isTold() ? Plain.word(step.telling()) : "–",
                why(step, move.budget()));
    }

    private static String why(Step step, Budget budget) {
        if (step.state() == Alert.State.RESOLVED) {
            return Plain.word(step.reason()) + ", cost " + Plain.percent(step.consumed()) + " of the budget";
        }
        if (step.subject() == Step.Subject.SILENCE) {
            return "no data";
        }
        List<String> pairs = step.burns().stream()
                .filter(burn -> burn.state() == Alert.PairState.BURNING)
                .map(SimulationText::pair)
                .toList();
        String first = pairs.isEmpty() ? "calm" : pairs.get(0);
        String others = pairs.size() < 2 ? "" : ", and " + Plain.count(pairs.size() - 1, "other pair");
        return first + others + "; " + Plain.percent(budget.consumed()) + " used";
    }

    /** {@code 16.70 and 100 ≥ 14.40 in 1 h and 5 min}. */
    private static String pair(Alert.Burn burn) {
        return Plain.rate(burn.burnLong()) + " and " + Plain.rate(burn.burnShort()) + " ≥ " + Plain.rate(burn.factor())
                + (burn.isCapped() ? " (capped from " + Plain.rate(burn.factorRaw()) + ")" : "") + " in "
                + Plain.length(burn.longMs()) + " and " + Plain.length(burn.shortMs());
    }

    private void hushed(Found found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  kept back", "slices", "times", "slots", "first", "last"));
        for (KeptBack kept : KeptBack.of(found.hushed())) {
            rows.add(List.of(
                    "  " + kept.what(),
                    Plain.count(kept.slices()),
                    Plain.count(kept.stretches()),
                    Plain.count(kept.slots()),
                    TimeText.instant(kept.firstMs()),
                    TimeText.instant(kept.lastMs())));
        }
        table("<>>><<", rows);
    }

    private void incidents(Found found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  incident", "slice", "severity", "told after", "lasted", "worst burn", "cost"));
        found.events().incidents().stream()
                .sorted(Comparator.comparingDouble(Incident::consumed).reversed())
                .limit(MOST_ROWS)
                .sorted(Comparator.comparingLong(incident -> incident.when().onsetMs()))
                .forEach(incident -> rows.add(List.of(
                        "  " + TimeText.instant(incident.when().onsetMs()),
                        incident.who().slice(),
                        incident.who().severity().word(),
                        Plain.length(incident.when().firedMs() - incident.when().onsetMs()),
                        Plain.length(incident.when().endMs() - incident.when().firedMs())
                                + (incident.standing() == Incident.Standing.OPEN ? ", still open" : ""),
                        incident.worstBurn() == 0 ? "–" : Plain.rate(incident.worstBurn()) + " ×",
                        Plain.percent(incident.consumed()))));
        table("<<<>>><", rows);
        int more = found.events().incidents().size() - MOST_ROWS;
        if (more > 0) {
            line("  … and " + Plain.count(more) + " that cost less");
        }
    }

    private void ends(Found found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "  at the end" + period(found),
                "budget",
                "used",
                "left",
                "left of " + allowed(found),
                "gone in",
                "judged"));
        found.ends().stream()
                .sorted(Comparator.comparingDouble(
                        (Found.End end) -> -end.status().budget().consumed()))
                .limit(MOST_ROWS)
                .sorted(Comparator.comparingDouble(end -> end.status().budget().consumed()))
                .forEach(end -> rows.add(row(end)));
        table("<<>>>>>", rows);
        int more = found.ends().size() - MOST_ROWS;
        if (more > 0) {
            line("  … and " + Plain.count(more, "slice") + " that used less");
        }
    }

    /** Of a calendar, which period it is the budget of. */
    private static String period(Found found) {
        return found.objective().goal().window() instanceof Window.Calendar
                ? found.ends().stream()
                        .findFirst()
                        .map(end -> ", since "
                                + TimeText.instant(end.status().budget().span().startMs()))
                        .orElse("")
                : "";
    }

    private static String allowed(Found found) {
        Goal goal = found.objective().goal();
        long lengthMs = found.ends().stream()
                .findFirst()
                .map(end -> end.status().budget().span().lengthMs())
                .orElse(goal.windowMs());
        return Plain.minutes(goal.errorShare() * lengthMs);
    }

    private static List<String> row(Found.End end) {
        Budget budget = end.status().budget();
        return List.of(
                "  " + end.slice(),
                Plain.word(budget.state()),
                Plain.percent(budget.consumed()),
                Plain.percent(budget.remaining()),
                Plain.minutes(budget.told().remainingMs()),
                Plain.left(budget.timeLeft()),
                Plain.percent(end.status().coverage()));
    }

    private void report(Found found) {
        line("  " + ReportText.told(found));
        line("  "
                + ReportText.suggestion(
                        found.report().suggestion(), found.objective().goal()));
    }

    private void verdict(Simulated simulated) {
        line("");
        blocks.add(new Block.Verdict(
                Block.Tone.of(simulated.alerts(Severity.PAGE), simulated.alerts()),
                ReportText.counts(simulated::alerts) + " in "
                        + Plain.length(simulated.points().lastMs()
                                - simulated.points().firstMs()
                                + simulated.points().resolutionMs())
                        + " under " + Plain.count(simulated.slos().size(), "SLO")
                        + ReportText.ofSteps(simulated.steps())));
    }
}
