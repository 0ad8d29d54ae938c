package io.tidemark.notify;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.NumberText;
import io.tidemark.domain.TimeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The draft of a blameless postmortem in Markdown: what the alerts know is filled in, what only people know has an empty section. Changes are
 * called candidates, since all that speaks for them is that they came before.
 */
public final class Postmortem {
    private static final int MOST_ROWS = 10;
    private static final Set<Annotation.Kind> STEPS =
            Set.of(Annotation.Kind.POLICY_ENTERED, Annotation.Kind.POLICY_LEFT, Annotation.Kind.POSTMORTEM_REQUIRED);

    private final Story story;
    private final List<String> lines = new ArrayList<>();

    private Postmortem(Story story) {
        this.story = story;
    }

    /**
     * The draft.
     *
     * @param story with at least one alert of its episode
     */
    public static String of(Story story) {
        Postmortem draft = new Postmortem(story);
        draft.head();
        draft.summary();
        draft.timeline();
        draft.detection();
        draft.budget();
        draft.impact();
        draft.evidence();
        draft.changes();
        draft.policy();
        draft.forPeople();
        return String.join("\n", draft.lines) + "\n";
    }

    private void head() {
        Alert first = story.first();
        Alert.Promise promise = first.promise();
        add("# Postmortem: " + title(first));
        add("");
        add(
                "A draft from the alerts of one episode. What stands here was measured; why it happened is for people to write, without blame.");
        add("");
        row("model", promise.scope().model());
        add("| --- | --- |");
        row("objective", promise.objective() + ": " + target(promise));
        row("slice", promise.scope().isWhole() ? "all events" : promise.scope().slice());
        row("severity", first.severity().word() + (first.isDryRun() ? " (dry run)" : ""));
        row("state", state(story.last()));
        row("owner", promise.owner());
        row("runbook", promise.runbook());
        row("dashboard", story.last().context().dashboard());
        row("episode", story.episodeId());
    }

    private static String title(Alert alert) {
        Alert.Promise promise = alert.promise();
        String slice = promise.scope().isWhole() ? "" : " in " + promise.scope().slice();
        return Markdown.text(promise.scope().model() + " · " + promise.objective() + slice + ", "
                + TimeText.instant(alert.times().sinceMs()));
    }

    private static String target(Alert.Promise promise) {
        String share = NumberText.of(Math.round(promise.target() * 1e6) / 1e4);
        return share + " % over " + window(promise);
    }

    /** That of training runs may be counted in runs. */
    private static String window(Alert.Promise promise) {
        return promise.windowMs() == 0 ? "the last runs" : TimeText.duration(promise.windowMs());
    }

    private static String state(Alert alert) {
        Alert.Transition transition = alert.transition();
        String state = word(transition.state());
        return transition.state() == State.RESOLVED ? state + ": " + word(transition.reason()) : "still " + state;
    }

    private void summary() {
        Alert last = story.last();
        long sinceMs = story.first().times().sinceMs();
        boolean isOver = last.transition().state() == State.RESOLVED;
        long untilMs = last.times().metricTimeMs();
        heading("Summary");
        String span = isOver
                ? "From " + TimeText.instant(sinceMs) + " to " + TimeText.instant(untilMs) + " ("
                        + Words.span(untilMs - sinceMs) + ")"
                : "Since " + TimeText.instant(sinceMs) + ", and still at " + TimeText.instant(untilMs) + ",";
        Alert first = story.first();
        add(span + " this objective was burning its budget. The alert came "
                + Words.span(first.times().firedMs() - sinceMs) + " after the onset; the episode cost "
                + Words.percent(story.episodeConsumed()) + " of the budget. It said:");
        add("");
        story.telling().summary().lines().forEach(line -> add("> " + Markdown.text(line.strip()) + "  "));
    }

    private void timeline() {
        heading("Timeline");
        add("Metric time is the time of the events, clock time that of the monitor.");
        add("");
        add("| metric time | clock time | what |");
        add("| --- | --- | --- |");
        PostmortemTimeline.of(story).forEach(this::add);
    }

    private void detection() {
        Alert first = story.first();
        long onsetMs = first.times().sinceMs();
        heading("Detection");
        add("- from the onset to the alert, in metric time: "
                + Words.span(first.times().firedMs() - onsetMs));
        add("- from the onset to the alert, by the clock: "
                + PostmortemTimeline.clockDelay(first.times().clockTimeMs() - onsetMs));
        AlertContext.Standing standing = story.last().context().standing();
        add(
                standing.acknowledgedBy().isEmpty()
                        ? "- nobody acknowledged it"
                        : "- acknowledged by " + Markdown.text(standing.acknowledgedBy()) + ", "
                                + Words.span(standing.acknowledgedMs()
                                        - first.times().clockTimeMs())
                                + " after the alert, by the clock");
    }

    private void budget() {
        heading("Budget");
        add("- this episode cost " + Words.percent(story.episodeConsumed()) + " of the budget of "
                + window(story.first().promise()));
        add("- when it was opened: " + AlertFacts.budget(story.first().budget()));
        add("- at its last alert: " + AlertFacts.budget(story.last().budget()));
    }

    private void impact() {
        heading("Impact by slice");
        AlertContext.Slices slices = story.widest().context().slices();
        List<Alert> besides = story.besides();
        if (slices.known() > 0) {
            add(slices.firing() + " of " + slices.known() + " slices fired at the widest.");
            add("");
        }
        if (slices.worst().isEmpty() && besides.isEmpty()) {
            add("No other slice of this objective had an alert of this severity at that time.");
            return;
        }
        add("| slice | state | budget used | burn rate |");
        add("| --- | --- | ---: | ---: |");
        slices.worst().forEach(slice -> sliceRow(slice.slice(), slice.state(), slice.consumed(), slice.burn()));
        besides.stream()
                .filter(other -> slices.worst().stream().noneMatch(slice -> slice.slice()
                        .equals(other.promise().scope().slice())))
                .limit(MOST_ROWS)
                .forEach(other -> sliceRow(
                        other.promise().scope().slice(),
                        other.transition().state(),
                        other.budget().consumed(),
                        other.burn().isEmpty() ? 0 : other.burn().get(0).burnLong()));
    }

    private void sliceRow(String slice, State state, double consumed, double burn) {
        add("| " + Markdown.text(slice) + " | " + word(state) + " | " + Words.percent(consumed) + " | "
                + (burn == 0 ? "" : String.format(Locale.ROOT, "%.1f", burn)) + " |");
    }

    private void evidence() {
        heading("Evidence");
        List<Measurement> evidence = story.telling().finding().evidence();
        if (evidence.isEmpty()) {
            add("The alerts carry no measurements.");
            return;
        }
        add("| column | measure | value | bounds | allowed | n | what moved |");
        add("| --- | --- | ---: | --- | ---: | ---: | --- |");
        evidence.stream().limit(MOST_ROWS).forEach(found -> add(EvidenceRow.of(found)));
        List<Measurement> also = story.telling().finding().alsoMoved();
        if (!also.isEmpty()) {
            add("");
            add("Also moved: "
                    + String.join(", ", also.stream().map(EvidenceRow::named).toList()) + ".");
        }
    }

    private void changes() {
        heading("Changes shortly before: candidates, not causes");
        List<AlertContext.Suspect> changes = story.suspecting().context().changes();
        if (changes.isEmpty()) {
            add("None was reported to the monitor.");
        } else {
            add("| rank | change | before the onset | score | more |");
            add("| ---: | --- | ---: | ---: | --- |");
        }
        for (int i = 0; i < changes.size(); i++) {
            AlertContext.Suspect suspect = changes.get(i);
            String what = AlertFacts.what(suspect.change());
            String said = suspect.change().summary();
            add("| " + (i + 1) + " | " + Markdown.text(said.isEmpty() ? what : what + ": " + said) + " | "
                    + TimeText.duration(suspect.leadMs()) + " | "
                    + String.format(Locale.ROOT, "%.2f", suspect.score()) + " | "
                    + Markdown.text(suspect.change().link()) + " |");
        }
        String recommendation = story.suspecting().context().recommendation();
        add("");
        add("Recommendation: " + (recommendation.isEmpty() ? "none" : Markdown.text(recommendation)) + ".");
    }

    private void policy() {
        heading("Policy steps");
        List<Annotation> steps = story.notes().stream()
                .filter(note -> STEPS.contains(note.kind()))
                .toList();
        if (steps.isEmpty()) {
            add("None was entered.");
        }
        steps.forEach(step -> add("- " + TimeText.instant(step.times().fromMs()) + " " + Markdown.text(step.text())));
    }

    private void forPeople() {
        heading("Causes");
        add("…");
        heading("What went well");
        add("…");
        heading("What went badly, and where we were lucky");
        add("…");
        heading("Actions");
        add("| action | owner | due |");
        add("| --- | --- | --- |");
        add("| … | … | … |");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void heading(String text) {
        add("");
        add("## " + text);
        add("");
    }

    private void row(String name, String value) {
        if (!value.isEmpty()) {
            add("| " + name + " | " + Markdown.text(value) + " |");
        }
    }

    private void add(String line) {
        lines.add(line);
    }
}
