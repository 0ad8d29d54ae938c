package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.TimeText;
import io.tidemark.runtime.trial.Backtested.Side;
import io.tidemark.runtime.trial.Block.Line;
import io.tidemark.runtime.trial.Block.Table;
import io.tidemark.slo.Goal;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Incident;
import io.tidemark.slo.history.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** A backtest for people: old beside new, a line a figure; then the episodes that only one of them has; the sum last. */
public final class BacktestText {
    private static final int MOST = 20;

    private final List<Block> blocks = new ArrayList<>();

    private BacktestText() {}

    /** The whole text. */
    public static List<Block> of(Backtested tested) {
        BacktestText text = new BacktestText();
        Points points = tested.points();
        boolean isLive = tested.lived().reach() != Lived.Reach.NOT_ASKED;
        text.line((isLive
                        ? points.file() + " holds " + Plain.count(points.lines(), "reading")
                        : Plain.count(points.lines(), "point"))
                + ", " + Plain.count(points.slices(), "slice") + ", "
                + Plain.span(points.firstMs(), points.lastMs() + (isLive ? points.resolutionMs() : 0)));
        text.reach(tested.lived());
        for (Side side : tested.slos()) {
            text.side(side);
            text.lived(tested.lived(), side);
        }
        text.verdict(tested);
        return text.blocks;
    }

    private void line(String text) {
        blocks.add(new Line(text));
    }

    private void reach(Lived lived) {
        if (lived.reach() == Lived.Reach.NO_TOPIC) {
            line("what was really told is not known: the application has no topic of alerts");
        } else if (lived.reach() == Lived.Reach.PART) {
            line("alerts are kept since " + TimeText.instant(lived.sinceMs())
                    + " by the clock: what was really told before is not counted");
        }
    }

    private void lived(Lived lived, Side side) {
        if (lived.reach() == Lived.Reach.WHOLE || lived.reach() == Lived.Reach.PART) {
            Lived.Slo slo =
                    new Lived.Slo(side.kept().subject().model(), side.kept().id());
            List<String> told = Arrays.stream(Severity.values())
                    .filter(severity -> severity != Severity.INFO
                            || lived.told(slo, severity).opened() > 0)
                    .map(severity -> told(severity, lived.told(slo, severity)))
                    .toList();
            line("  really told: " + String.join(", ", told));
        }
    }

    /** {@code 2 pages (first 2026-01-05 10:00Z, last 2026-01-06 10:00Z; 1 a policy step)}. */
    private static String told(Severity severity, Lived.Told told) {
        if (told.opened() == 0) {
            return Plain.count(0, severity.word());
        }
        String times = told.opened() == 1
                ? TimeText.instant(told.firstMs())
                : "first " + TimeText.instant(told.firstMs()) + ", last " + TimeText.instant(told.lastMs());
        String steps = told.steps() == 0 ? "" : "; " + Plain.count(told.steps(), "policy step");
        return Plain.count(told.opened(), severity.word()) + " (" + times + steps + ")";
    }

    private void side(Side side) {
        line("");
        if (side instanceof Side.Both both) {
            String old = both.before().objective().id();
            line(both.name() + (old.equals(both.name()) ? "" : ", beside " + old));
            figures(List.of("old", "new"), List.of(both.before(), both.now()));
            only("only under new", both.onlyNow());
            only("only under old", both.onlyBefore());
            suggestion(both.now());
        } else if (side instanceof Side.OnlyNow only) {
            line(only.name() + ", which the old file has not");
            figures(List.of("new"), List.of(only.now()));
            suggestion(only.now());
        } else if (side instanceof Side.OnlyBefore only) {
            line(only.name() + ", which the new file has no more");
            figures(List.of("old"), List.of(only.before()));
        }
    }

    private void suggestion(Found found) {
        line("  "
                + ReportText.suggestion(
                        found.report().suggestion(), found.objective().goal()));
    }

    private void figures(List<String> heads, List<Found> found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("", heads));
        rows.add(row("promise", found, one -> promise(one.objective().goal())));
        for (Severity severity : Severity.values()) {
            if (found.stream().anyMatch(one -> one.report().told(severity).opened() > 0) || severity != Severity.INFO) {
                rows.addAll(rows(severity, found));
            }
        }
        if (found.stream().anyMatch(one -> !ReportText.steps(one).isEmpty())) {
            rows.add(row("policy steps told", found, one -> {
                String steps = ReportText.steps(one);
                return steps.isEmpty() ? "0" : steps;
            }));
        }
        rows.add(row(
                "budget used at the end",
                found,
                one -> Plain.percent(one.report().consumed())));
        blocks.add(new Table("<" + ">".repeat(found.size()), rows));
    }

    private static String promise(Goal goal) {
        return Plain.target(goal.target()) + " of " + Plain.length(goal.windowMs());
    }

    private static List<List<String>> rows(Severity severity, List<Found> found) {
        String noun = severity.word() + "s";
        Function<Found, Report.Told> told = one -> one.report().told(severity);
        List<List<String>> rows = new ArrayList<>();
        rows.add(row(noun, found, one -> Plain.count(told.apply(one).opened())));
        if (found.stream().anyMatch(one -> told.apply(one).opened() > 0)) {
            rows.add(row("  firing", found, one -> Plain.length(told.apply(one).firingMs())));
            rows.add(row("  flaps", found, one -> Plain.count(told.apply(one).flaps())));
            rows.add(row(
                    "  first",
                    found,
                    one -> time(told.apply(one), told.apply(one).firstMs())));
            rows.add(row(
                    "  last",
                    found,
                    one -> time(told.apply(one), told.apply(one).lastMs())));
        }
        return rows;
    }

    private static String time(Report.Told told, long ms) {
        return told.opened() == 0 ? "–" : TimeText.instant(ms);
    }

    private static List<String> row(String name, List<Found> found, Function<Found, String> cell) {
        return row(name, found.stream().map(cell).toList());
    }

    private static List<String> row(String name, List<String> cells) {
        List<String> row = new ArrayList<>();
        row.add("  " + name);
        row.addAll(cells);
        return row;
    }

    private void only(String where, List<Incident> incidents) {
        if (incidents.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  " + where, "slice", "severity", "lasted", "cost"));
        incidents.stream()
                .limit(MOST)
                .forEach(incident -> rows.add(List.of(
                        "  " + TimeText.instant(incident.when().onsetMs()),
                        incident.who().slice(),
                        incident.who().severity().word(),
                        Plain.length(incident.when().endMs() - incident.when().firedMs()),
                        Plain.percent(incident.consumed()))));
        blocks.add(new Table("<<<>>", rows));
        if (incidents.size() > MOST) {
            line("  … and " + Plain.count(incidents.size() - MOST) + " more");
        }
    }

    private void verdict(Backtested tested) {
        line("");
        blocks.add(new Block.Verdict(
                ReportText.tone(tested.alerts(Severity.PAGE), tested.alerts()),
                "under the new file " + ReportText.counts(tested::alerts) + ReportText.ofSteps(tested.steps())));
    }
}
