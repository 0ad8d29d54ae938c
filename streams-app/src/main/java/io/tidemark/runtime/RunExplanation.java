package io.tidemark.runtime;

import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunLimit;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunWindow;
import io.tidemark.slo.run.Usual;
import java.util.ArrayList;
import java.util.List;

/** What an objective of training runs means, in words. */
public final class RunExplanation {
    private RunExplanation() {}

    /** Lines of at most a hundred characters. */
    public static List<String> lines(RunObjective objective) {
        List<String> lines = new ArrayList<>();
        String owners = objective.about().owners().words();
        lines.add(objective.id() + " · " + objective.model() + ", " + (owners.isEmpty() ? "nobody's" : "of " + owners)
                + (objective.isDryRun() ? ", dry run: nobody is told" : ""));
        lines.addAll(ExplanationText.wrapped("good", good(objective)));
        lines.addAll(ExplanationText.wrapped("promise", promise(objective)));
        lines.addAll(ExplanationText.wrapped("", "budget: " + allowed(objective)));
        lines.addAll(ExplanationText.wrapped("told", told(objective)));
        return lines;
    }

    /** Which runs are good. */
    static String good(RunObjective objective) {
        return "a training run is good if " + condition(objective.kind(), objective.limit());
    }

    private static String condition(RunKind kind, RunLimit limit) {
        if (limit instanceof RunLimit.Silence silence) {
            return "it never goes on for more than " + Spans.of(silence.ms()) + " without progress, by the wall clock";
        }
        if (limit instanceof RunLimit.Band band) {
            return "its " + kind.title() + (kind == RunKind.ROWS ? " are " : " is ") + band(kind, band);
        }
        return limit instanceof RunLimit.Trailing trailing
                ? subject(kind) + near(kind.side(), trailing.tolerance())
                        + "; usual is the median of the last " + Usual.MOST + " of its lineage, from " + Usual.FEWEST
                        + " on; until then nothing is said"
                : "it succeeds";
    }

    /** Rows are held against what the run itself expects, if it says so. */
    private static String subject(RunKind kind) {
        return kind == RunKind.ROWS
                ? "it reads the rows that it expects, within 1 %; of a run that does not say, if their number is "
                : "its " + kind.title() + " is ";
    }

    private static String near(RunKind.Side side, double tolerance) {
        String share = Spans.percent(tolerance);
        String spreads = Spans.number(Usual.SPREADS) + " spreads";
        return switch (side) {
            case ABOVE -> "no more than " + share + " above what is usual, or " + spreads + " if that is more";
            case BELOW ->
                "no less than the usual divided by " + Spans.number(1 + tolerance) + ", or " + spreads
                        + " below it if that is less";
            default -> "within " + share + " of what is usual, or " + spreads + " if that is more";
        };
    }

    private static String band(RunKind kind, RunLimit.Band band) {
        String unit = kind == RunKind.ROWS ? " of the rows expected, or else of what is usual" : " " + kind.unit();
        if (band.lowest() == Double.NEGATIVE_INFINITY) {
            return "at most " + value(kind, band.highest()) + unit;
        }
        return band.highest() == Double.POSITIVE_INFINITY
                ? "at least " + value(kind, band.lowest()) + unit
                : "from " + value(kind, band.lowest()) + " to " + value(kind, band.highest()) + unit;
    }

    private static String value(RunKind kind, double value) {
        return kind == RunKind.ROWS ? Spans.percent(value) : Spans.number(value);
    }

    private static String promise(RunObjective objective) {
        String target = Spans.percent(objective.target());
        return objective.window() instanceof RunWindow.Last last
                ? target + " of the last " + last.runs() + " runs are good"
                : target + " of the runs of any " + objective.window().text() + " are good";
    }

    private static String allowed(RunObjective objective) {
        double share = 1 - objective.target();
        return objective.window() instanceof RunWindow.Last last
                ? Spans.number(share * last.runs()) + " of them may be bad"
                : "1 in " + Spans.number(1 / share) + " may be bad";
    }

    private static String told(RunObjective objective) {
        String when =
                switch (objective.kind()) {
                    case STUCK -> "while it hangs; it is over when the run goes on or ends, or a later one is good";
                    case SUCCESS -> "at its end; it is over when a later one is good";
                    case PROGRESS ->
                        "once a fifth of it is done and it is bad, at the latest at its end; it is over when a later one is good";
                    default -> "as soon as it is bad, at the latest at its end; it is over when a later one is good";
                };
        return "of each bad run, as " + objective.severity().word() + ", " + when;
    }
}
