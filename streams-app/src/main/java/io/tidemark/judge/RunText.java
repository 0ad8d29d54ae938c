package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.RunAmount;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.run.Mark;
import io.tidemark.slo.run.Run;
import io.tidemark.slo.run.RunBudget;
import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunObjective;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said of a training run that is bad: which run, its value, what was usual, and what it costs.
 *
 * <pre>
 * ctr · run nightly-17 (v42) is stuck: no progress for 31 min by the clock (at most 30 min), at step 400 of 1,000
 *   last progress 2026-01-05 10:00Z by its own clock     last 20 runs: 1 bad of 2 allowed, 50 % used
 *   owner team-ads     runbook https://wiki.example.com/runs
 * </pre>
 */
final class RunText {
    private static final String GAP = "     ";
    private static final double KILO = 1000;
    private static final String[] BYTES = {"bytes", "kB", "MB", "GB", "TB", "PB"};

    private RunText() {}

    /** {@code run nightly-17 (v42)}. */
    static String name(Run run) {
        return "run " + run.id() + (run.version().isEmpty() ? "" : " (" + run.version() + ")");
    }

    /** What is wrong with a run. */
    static String what(RunObjective objective, Run run, Mark mark) {
        return name(run)
                + switch (objective.kind()) {
                    case SUCCESS ->
                        " failed"
                                + (run.said().errorCode().isEmpty()
                                        ? ""
                                        : ": " + run.said().errorCode());
                    case STUCK ->
                        " is stuck: no progress for "
                                + value(RunKind.STUCK, mark.figure().value(), run) + " by the clock (at most "
                                + value(RunKind.STUCK, mark.figure().highest(), run) + ")" + at(run);
                    default ->
                        ": " + objective.kind().title() + " "
                                + value(objective.kind(), mark.figure().value(), run) + ", "
                                + usual(objective.kind(), run, mark);
                };
    }

    private static String at(Run run) {
        return position(run, "step", RunAmount.STEP, RunAmount.STEPS)
                + position(run, "row", RunAmount.ROWS_READ, RunAmount.ROWS_EXPECTED);
    }

    private static String position(Run run, String noun, RunAmount done, RunAmount planned) {
        if (run.amount(done).isEmpty()) {
            return "";
        }
        String of = run.amount(planned).isEmpty()
                ? ""
                : " of " + Words.count(run.amount(planned).getAsDouble());
        return ", at " + noun + " " + Words.count(run.amount(done).getAsDouble()) + of;
    }

    private static String usual(RunKind kind, Run run, Mark mark) {
        Mark.Figure figure = mark.figure();
        String range = range(kind, run, figure);
        return switch (figure.basis()) {
            case NOTHING, BAND -> range;
            case MODEL ->
                value(kind, figure.usual(), run) + " is usual for the " + figure.count() + " runs before, " + range;
            case CHAIN ->
                value(kind, figure.usual(), run) + " is usual for the " + figure.count() + " runs of its chain before, "
                        + range;
            case EXPECTED -> value(kind, figure.usual(), run) + " were expected, " + range;
        };
    }

    private static String range(RunKind kind, Run run, Mark.Figure figure) {
        if (figure.value() > figure.highest()) {
            return "at most " + value(kind, figure.highest(), run) + " is in order";
        }
        return "at least " + value(kind, figure.lowest(), run) + " is in order";
    }

    /** A value in its kind's unit, for people. */
    static String value(RunKind kind, double value, Run run) {
        return switch (kind.unit()) {
            case "ms" -> TimeText.duration(Math.round(value));
            case "bytes" -> bytes(value);
            case "rows" -> Words.count(value) + " rows";
            case "money" -> (Words.number(value) + " " + run.said().currency()).strip();
            default -> Words.number(value) + " " + kind.unit();
        };
    }

    private static String bytes(double value) {
        double left = value;
        int unit = 0;
        while (left >= KILO && unit < BYTES.length - 1) {
            left /= KILO;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", left, BYTES[unit]);
    }

    /** {@code last 20 runs: 1 bad of 2 allowed, 50 % used}. */
    static String budget(RunObjective objective, RunBudget budget) {
        return objective.window().text() + ": " + budget.bad() + " bad of "
                + String.format(
                        Locale.ROOT,
                        budget.allowed() == Math.rint(budget.allowed()) ? "%.0f" : "%.1f",
                        budget.allowed())
                + " allowed, " + Words.wholeShare(budget.consumed()) + " used";
    }

    /** An alert's lines. */
    static String opened(RunObjective objective, Run run, Mark mark, RunBudget budget, Alert.Promise promise) {
        String since = objective.kind() == RunKind.STUCK
                ? "last progress " + TimeText.instant(mark.atMs()) + " by its own clock"
                : "began " + TimeText.instant(run.times().firstMs()) + " by its own clock";
        return lines(objective, what(objective, run, mark), since + GAP + budget(objective, budget), promise);
    }

    /** Its last lines. */
    static String closed(
            RunObjective objective, Run run, Mark mark, Alert.Reason reason, RunBudget budget, Alert.Promise promise) {
        return lines(
                objective,
                what(objective, run, mark) + ": " + why(objective, run, reason),
                budget(objective, budget),
                promise);
    }

    private static String why(RunObjective objective, Run run, Alert.Reason reason) {
        return switch (reason) {
            case CORRECTION -> "a correction takes it out";
            case EXPIRED -> "over, so many runs ago";
            case SLO_CHANGED -> "over, the file means it otherwise";
            default -> {
                boolean isBack = objective.kind() == RunKind.STUCK && run.isEnded();
                boolean goesOn = objective.kind() == RunKind.STUCK
                        && run.times().progressMs() > run.times().firstMs();
                yield isBack ? "over, it ended" : goesOn ? "over" : "over, a later run is good";
            }
        };
    }

    private static String lines(RunObjective objective, String first, String second, Alert.Promise promise) {
        return Stream.of(
                        (objective.isDryRun() ? "dry run: " : "") + objective.model() + " · " + first,
                        "  " + second,
                        AlertText.third(promise))
                .filter(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }
}
