package io.tidemark.runtime;

import io.tidemark.config.CorrectionSpec;
import io.tidemark.config.Goal.Method;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy.Condition;
import io.tidemark.slo.AlertPolicy.Op;
import io.tidemark.slo.AlertPolicy.Silence;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.Window;
import io.tidemark.slo.history.Plain;
import io.tidemark.slo.policy.Action;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** What an SLO means, for people: lines of at most a hundred characters, one screen. */
public final class ExplanationText {
    private static final int WIDTH = 100;
    private static final int INDENT = 11;
    private static final int COLUMN = 14;
    /** A blank, but not before a unit. */
    private static final String BREAK = " (?!(?:[%×]|d|h|min|s|ms)(?:[ ,;:.)]|$))";

    private final SloExplanation explained;
    private final SloSpec slo;
    private final List<String> lines = new ArrayList<>();

    private ExplanationText(SloExplanation explained) {
        this.explained = explained;
        this.slo = explained.slo();
    }

    /** One SLO. */
    public static List<String> lines(SloExplanation explained) {
        return new ExplanationText(explained).lines();
    }

    private List<String> lines() {
        head();
        say("good", IndicatorWords.of(slo.indicator(), unit()));
        say("promise", promise());
        say("", allowance());
        if (slo.isOfReleases()) {
            say("told", ofVersions());
        } else {
            say("one bad", cost());
            told();
            explained.severities().forEach(this::rules);
            chance();
        }
        say("no data", silence());
        steps();
        escalation();
        care();
        String first = "corrected";
        for (CorrectionSpec correction : explained.corrections()) {
            say(first, CorrectionWords.of(correction));
            first = "";
        }
        explained.warnings().forEach(warning -> say("warning", warning));
        return lines;
    }

    private void head() {
        String title = slo.about().title().equals(slo.name())
                ? ""
                : " · " + slo.about().title();
        String owners = slo.about().owners().words();
        String owner = owners.isEmpty() ? "nobody's" : "of " + owners;
        String mode =
                switch (slo.mode()) {
                    case LIVE -> "";
                    case DRY_RUN -> ", dry run: nobody is told";
                    case OFF -> ", off: nothing is computed";
                };
        lines.add(slo.name() + title + " · " + slo.model() + ", " + owner + mode);
    }

    private String unit() {
        boolean isOfEvents = slo.goal().method() == Method.OCCURRENCES;
        return isOfEvents ? "row" : "window of " + Spans.of(explained.goal().slotMs());
    }

    private String period() {
        Window window = slo.goal().window();
        if (window instanceof Window.Calendar) {
            return Plain.window(window);
        }
        return "any " + Spans.of(window.lengthMs());
    }

    private String promise() {
        String target = Spans.percent(slo.goal().target());
        return switch (slo.goal().method()) {
            case OCCURRENCES -> target + " of the events in " + period() + " are good";
            case TIMESLICES ->
                target + " of the windows of " + Spans.of(explained.goal().slotMs()) + " in " + period() + " are good"
                        + (slo.goal().timeSliceTarget() < 1
                                ? ", each if " + Spans.percent(slo.goal().timeSliceTarget()) + " of it is"
                                : "");
            case RATIO_TIMESLICES ->
                target + " is the mean, over " + period() + ", of the good share of each window of "
                        + Spans.of(explained.goal().slotMs());
        };
    }

    private String allowance() {
        double days = (double) explained.goal().windowMs() / Duration.ofDays(1).toMillis();
        String time = Spans.of(Math.round(explained.allowedMs()));
        if (slo.goal().method() == Method.TIMESLICES) {
            return "budget: " + Spans.number(explained.allowedSlots()) + " of "
                    + String.format(Locale.ROOT, "%,d", explained.goal().slots()) + " windows may be bad, "
                    + Spans.number(explained.allowedSlots() / days) + " a day (" + time + ")";
        }
        String share = "budget: 1 in " + Spans.number(1 / explained.goal().errorShare()) + " may be bad";
        return slo.isOfReleases()
                ? share
                : share + ", as many as come in " + time + " (" + Spans.of(Math.round(explained.allowedMs() / days))
                        + " a day) at even traffic";
    }

    private String cost() {
        if (slo.goal().method() == Method.TIMESLICES) {
            return "window costs " + Spans.about(explained.slotCost()) + " of the budget";
        }
        double hour = Duration.ofHours(1).toMillis() / explained.allowedMs();
        return "hour of nothing but bad data costs " + Spans.about(hour) + " of the budget, at even traffic";
    }

    private String ofVersions() {
        String severities = explained.severities().stream()
                .map(told -> word(told.severity()))
                .collect(Collectors.joining(" and "));
        return severities.isEmpty()
                ? "nobody: no condition is looked at"
                : "at once, as " + severities + ", of each version; it is over when that one, or a later one, does";
    }

    private void told() {
        if (explained.severities().isEmpty()) {
            say("told", "nobody: no condition is looked at");
            return;
        }
        String head = "told after";
        StringBuilder line = new StringBuilder(pad(head, INDENT));
        for (String bad : List.of("all bad", "half bad", "10 % bad", "1 % bad", "over after")) {
            line.append(pad(bad, COLUMN));
        }
        lines.add(line.toString().stripTrailing());
        for (SloExplanation.Told told : explained.severities()) {
            StringBuilder row = new StringBuilder(pad("  " + word(told.severity()), INDENT));
            told.afterMs().values().forEach(after -> row.append(pad(after(after), COLUMN)));
            lines.add(row.append(after(told.resetMs())).toString().stripTrailing());
        }
    }

    private static String after(OptionalLong ms) {
        return ms.isPresent() ? Spans.of(ms.getAsLong()) : "never";
    }

    private static String word(Alert.Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    private void rules(SloExplanation.Told told) {
        String first = word(told.severity());
        List<String> rules = new ArrayList<>();
        Map<String, List<String>> pairs = new LinkedHashMap<>();
        told.tier().pairs().forEach(pair -> pairs.computeIfAbsent(rate(pair), unused -> new ArrayList<>())
                .add(guard(pair)));
        pairs.forEach((rate, guards) -> rules.add(rate + ", from " + String.join(", or ", guards) + " on"));
        told.tier().others().forEach(other -> rules.add(condition(other)));
        if (rules.isEmpty()) {
            rules.add("never: no pair of its policy fits windows of "
                    + Spans.of(explained.goal().slotMs()));
        }
        for (String rule : rules) {
            say(first, rule);
            first = "";
        }
    }

    /** What keeps the few bad rows of little traffic from telling anybody, where people left it to us. */
    private void chance() {
        List<String> chances = explained.severities().stream()
                .flatMap(told -> told.tier().pairs().stream())
                .map(BurnPair::chance)
                .filter(chance -> chance < 1)
                .distinct()
                .sorted()
                .map(chance -> String.format(Locale.ROOT, "1 in %,.0f", 1 / chance))
                .toList();
        if (!chances.isEmpty()) {
            say(
                    "few rows",
                    "as many bad ones must be a matter of " + chances.get(0)
                            + " lookbacks at half of the budget's rate"
                            + (chances.size() > 1 ? "; of a trickle's, of " + chances.get(1) : ""));
        }
    }

    private String silence() {
        String counted =
                switch (slo.noData()) {
                    case EXCLUDE -> "counts for nothing";
                    case GOOD -> "counts as good";
                    case BAD -> "counts as bad";
                };
        return explained.silence() instanceof Silence.Told told
                ? counted + "; for longer than chance allows it is a " + word(told.severity()) + " of its own"
                : counted + "; nobody is told of it";
    }

    /** What a pair looks at: the same for a trickle pair and for one that asks for a total, where both have the factor 1. */
    private String rate(BurnPair pair) {
        String factor = "burns " + Spans.number(pair.factor()) + " ×";
        if (pair.factor() < pair.factorRaw() - 1e-9) {
            factor += " (capped: " + Spans.number(pair.factorRaw()) + " asked, "
                    + Spans.number(1 / explained.goal().errorShare()) + " is all bad)";
        }
        double share = pair.factorRaw() * pair.longMs() / explained.goal().windowMs();
        return factor + " in " + Spans.of(pair.longMs()) + " and in " + Spans.of(pair.shortMs()) + " ("
                + Spans.about(share) + " of the budget)";
    }

    /** What a pair has to rest on. */
    private String guard(BurnPair pair) {
        String counted = slo.goal().method() == Method.OCCURRENCES ? "rows" : "windows";
        String total = pair.minTotal() > 0 ? String.format(Locale.ROOT, "%,d %s and ", pair.minTotal(), counted) : "";
        return total + String.format(Locale.ROOT, "%,d bad ", pair.minBad()) + (total.isEmpty() ? counted : "ones");
    }

    static String condition(Condition condition) {
        if (condition instanceof Condition.Burn burn) {
            String op = burn.op() == Op.GTE || burn.op() == Op.GT ? "burns at least " : "burns at most ";
            String wait = burn.alertAfterMs() > 0 ? ", for " + Spans.of(burn.alertAfterMs()) : "";
            return op + Spans.number(burn.threshold()) + " × over " + Spans.of(burn.lookbackMs()) + wait
                    + ", at any traffic";
        }
        if (condition instanceof Condition.BudgetConsumed consumed) {
            return "once " + Spans.about(consumed.share()) + " of the budget is used";
        }
        if (condition instanceof Condition.BudgetDrop drop) {
            return "once " + Spans.about(drop.share()) + " of the budget is used within " + Spans.of(drop.withinMs());
        }
        if (condition instanceof Condition.TimeToExhaustion left) {
            return "once the budget lasts " + Spans.of(left.atMostMs()) + " or less at the rate of the last 6 h";
        }
        if (condition instanceof Condition.SingleIncident incident) {
            return "once one incident has used " + Spans.about(incident.share()) + " of the budget";
        }
        throw new IllegalArgumentException("unknown condition: type=" + condition.getClass());
    }

    private void steps() {
        ErrorBudgetPolicy policy = explained.policy();
        List<String> steps = new ArrayList<>();
        List<Alert.Severity> own = explained.severities().stream()
                .map(SloExplanation.Told::severity)
                .toList();
        for (ErrorBudgetPolicy.Step step : policy.steps()) {
            String roles = step.roles().isEmpty() ? "the owner" : String.join(", ", step.roles());
            String voice = policy.voice(step, own)
                    .map(severity -> word(severity) + " to " + roles)
                    .orElse("nobody is told");
            steps.add(Spans.percent(step.consumed()) + ": " + actions(step.actions()) + " (" + voice + ")");
        }
        say("budget", steps.isEmpty() ? "nothing follows as it is used" : String.join("; ", steps));
        if (!policy.incident().actions().isEmpty()) {
            say(
                    "",
                    "one incident of " + Spans.percent(policy.incident().budgetShare()) + " or more: "
                            + actions(policy.incident().actions()) + "; exceptions: "
                            + String.join(", ", policy.exceptions()));
        }
    }

    private static String actions(List<Action> actions) {
        return actions.isEmpty() ? "tell" : actions.stream().map(Action::word).collect(Collectors.joining(", "));
    }

    private void escalation() {
        Escalation escalation = explained.escalation();
        if (escalation.levels().isEmpty()) {
            return;
        }
        String levels = escalation.levels().stream()
                .map(level ->
                        level.role() + (level.afterMs() == 0 ? " at once" : " after " + Spans.of(level.afterMs())))
                .collect(Collectors.joining(", "));
        String again = escalation.mostRepeats() == 0
                ? ""
                : ", again from level " + escalation.repeatFrom() + " up to " + escalation.mostRepeats() + " times";
        say("unanswered", levels + again);
    }

    private void care() {
        SloSpec.Care care = slo.care();
        List<String> said = new ArrayList<>();
        if (!slo.about().runbook().isEmpty()) {
            said.add("runbook " + slo.about().runbook());
        }
        if (!care.dryRunUntil().equals(Instant.MAX)) {
            said.add("dry run until " + care.dryRunUntil());
        }
        if (!care.reviewBy().equals(LocalDate.MAX)) {
            said.add("review by " + care.reviewBy());
        }
        if (!said.isEmpty()) {
            say("see", String.join(", ", said));
        }
    }

    /** A word and what is said of it, broken at blanks. */
    private void say(String word, String text) {
        lines.addAll(wrapped(word, text));
    }

    /** Lines of a word and what is said of it. */
    static List<String> wrapped(String word, String text) {
        List<String> wrapped = new ArrayList<>();
        StringBuilder line = new StringBuilder(pad(word, INDENT));
        for (String part : text.split(BREAK)) {
            boolean isFirst = line.length() == INDENT;
            if (!isFirst && line.length() + 1 + part.length() > WIDTH) {
                wrapped.add(line.toString());
                line = new StringBuilder(" ".repeat(INDENT));
                isFirst = true;
            }
            line.append(isFirst ? "" : " ").append(part);
        }
        wrapped.add(line.toString().stripTrailing());
        return wrapped;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
