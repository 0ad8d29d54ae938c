package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.TimeText;
import io.tidemark.runtime.trial.Backtested.Side;
import io.tidemark.runtime.trial.Block.Line;
import io.tidemark.runtime.trial.Block.Table;
import io.tidemark.runtime.trial.Block.Tone;
import io.tidemark.slo.Goal;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Incident;
import io.tidemark.slo.history.Plain;
import io.tidemark.slo.history.Report;
import io.tidemark.slo.history.ReportText;
import java.util.ArrayList;
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
        text.line(Plain.count(points.lines(), "point") + ", " + Plain.count(points.slices(), "slice") + ", "
                + Plain.span(points.firstMs(), points.lastMs()));
        tested.slos().forEach(text::side);
        text.verdict(tested);
        return text.blocks;
    }

    private void line(String text) {
        blocks.add(new Line(text));
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
        int pages = tested.alerts(Severity.PAGE);
        int others = tested.alerts() - pages;
        line("");
        blocks.add(new Block.Verdict(
                pages > 0 ? Tone.PAGES : others > 0 ? Tone.TICKETS : Tone.CALM,
                "under the new file " + Plain.count(pages, "page") + ", " + Plain.count(others, "ticket")));
    }
}
