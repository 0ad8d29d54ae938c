package io.tidemark.runtime.first;

import io.tidemark.config.DurationText;
import io.tidemark.runtime.first.ColumnFacts.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The first objectives, on trial: drift, missing values, volume, the share of a class where one is predicted, and quality where the data bring labels. */
final class SloProposal {
    private static final double RAREST = 0.02;
    private static final double HARDLY_MISSING = 1e-3;
    private static final int MOST_NAMED = 20;
    private static final double FEWEST_BAD = 4;
    private static final int WEEKS = 26;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration USUAL_WINDOW = Duration.ofDays(28);

    private final Proposal proposal;
    private final YamlText text;

    SloProposal(Proposal proposal, YamlText text) {
        this.proposal = proposal;
        this.text = text;
    }

    void write() {
        text.blank().line(0, "---");
        text.comment(
                0,
                "Objectives. They are on trial (mode: dryRun): what they would have said is written down, and nobody is told. Once they say what");
        text.comment(
                0,
                "you want to hear, strike mode; for pages strike severity too and add runbook: https://… (what to do).");
        preset("drift", "looks as in the reference", drift());
        text.line(0, "---");
        missing();
        preset("volume", "half to twice as many events come as in the reference", promised(0.99));
        proposal.of(Role.PREDICTION).stream().filter(ColumnPlan::isCategorical).forEach(this::classRatio);
        LabelProposal.of(proposal).ifPresent(labels -> quality());
    }

    /** Its windows are days at least, as the labels' are where nothing is said. */
    private void quality() {
        Duration size = proposal.schedule().windows().size();
        text.line(0, "---");
        preset(
                "quality",
                "predictions are right as often as in the reference",
                promised(0.95, size.compareTo(DAY) < 0 ? DAY : size));
    }

    /** Of the features by name, where they can be read at a glance; else of every column. */
    private List<String> drift() {
        List<String> lines = new ArrayList<>();
        List<String> features =
                proposal.of(Role.FEATURE).stream().map(ColumnPlan::column).toList();
        if (!features.isEmpty() && features.size() <= MOST_NAMED) {
            lines.add("columns: " + YamlText.list(features));
        }
        lines.addAll(promised(0.95));
        return lines;
    }

    /** Of the columns that are hardly ever missing: the others would spend its budget at once. */
    private void missing() {
        List<String> sparse = proposal.plans().stream()
                .filter(plan -> plan.isMeasured() && plan.facts().missingShare() >= HARDLY_MISSING)
                .map(ColumnPlan::column)
                .toList();
        List<String> full = proposal.of(Role.FEATURE).stream()
                .map(ColumnPlan::column)
                .filter(column -> !sparse.contains(column))
                .toList();
        boolean isAll = sparse.isEmpty();
        if (!isAll && full.isEmpty()) {
            text.comment(0, "No objective on missing values: in every column more than 0.1 % are missing.");
            return;
        }
        preset(
                "missing",
                "a value is there; 1 % of the values may be missing"
                        + (isAll ? "" : ", in the columns that have them all today"),
                isAll ? List.of() : List.of("columns: " + YamlText.list(full)));
        text.line(0, "---");
    }

    private void classRatio(ColumnPlan prediction) {
        List<Count> classes = prediction.facts().top();
        Count chosen = classes.stream()
                .filter(count -> prediction.facts().share(count) >= RAREST)
                .reduce((first, second) -> second)
                .orElse(classes.get(0));
        List<String> lines = new ArrayList<>(List.of("class: " + YamlText.quoted(chosen.value())));
        lines.addAll(promised(0.95));
        text.line(0, "---");
        preset(
                "class-ratio",
                "the class is predicted as often as in the reference; here in "
                        + Figures.percent(prediction.facts().share(chosen)) + " of the rows",
                lines);
    }

    /** Windows are counted: so that one bad window does not spend a quarter of the budget or more, long windows need a lower target. */
    private List<String> promised(double usual) {
        return promised(usual, proposal.schedule().windows().size());
    }

    private static List<String> promised(double usual, Duration size) {
        Duration window = size.compareTo(WEEK) < 0 ? USUAL_WINDOW : WEEK.multipliedBy(WEEKS);
        long windows = window.dividedBy(size);
        if (windows * (1 - usual) >= FEWEST_BAD) {
            return List.of();
        }
        String target = String.format(Locale.ROOT, "target: %.2f", Math.floor((1 - FEWEST_BAD / windows) * 100) / 100);
        return window.equals(USUAL_WINDOW) ? List.of(target) : List.of(target, "window: " + DurationText.of(window));
    }

    private void preset(String slo, String comment, List<String> more) {
        text.line(0, "apiVersion: tidemark.io/v1").line(0, "kind: Preset").line(0, "spec:");
        text.line(2, "slo: " + slo, comment);
        text.line(2, "model: " + YamlText.quoted(proposal.model()));
        more.forEach(line -> text.line(2, line));
        text.line(2, "owner: nobody-yet", "who is told");
        text.line(2, "severity: ticket").line(2, "mode: dryRun");
    }
}
