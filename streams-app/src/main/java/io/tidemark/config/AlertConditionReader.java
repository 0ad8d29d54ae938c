package io.tidemark.config;

import io.tidemark.config.AlertPolicySpec.Condition;
import io.tidemark.config.AlertPolicySpec.Least;
import io.tidemark.config.AlertPolicySpec.Pair;
import io.tidemark.config.AlertPolicySpec.Rule;
import io.tidemark.config.AlertPolicySpec.Severity;
import io.tidemark.config.ReadPolicy.PlacedPair;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Op;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** {@code spec} of an alert condition: OpenSLO's burn rate, and ours. Owned by one reader. */
final class AlertConditionReader {
    static final Duration USUAL_KEEP = Duration.ofMinutes(15);
    static final Least USUAL = new Least.Usual();
    static final Map<String, Severity> SEVERITIES = severities();

    private static final String FOR = "for";
    private static final String KEEP = "keepFiringFor";
    private static final int MOST_EVENTS = 1_000_000_000;
    private static final double PERCENT = 100;
    private static final Map<String, Op> OPERATORS = operators();

    private final Map<String, Function<Section, Rule>> kinds = new LinkedHashMap<>();
    private final List<PlacedPair> pairs = new ArrayList<>();

    AlertConditionReader() {
        kinds.put("mwmb", this::multiWindow);
        kinds.put("burnrate", AlertConditionReader::burnRate);
        kinds.put(
                "budgetConsumed",
                rule -> new Rule.Other(new AlertPolicy.Condition.BudgetConsumed(share(rule.field("budgetPercent")))));
        kinds.put("budgetDrop", AlertConditionReader::drop);
        kinds.put("timeToExhaustion", AlertConditionReader::exhaustion);
        kinds.put(
                "singleIncident",
                rule -> new Rule.Other(new AlertPolicy.Condition.SingleIncident(share(rule.field("budgetPercent")))));
    }

    /** Every pair that was read, and where. */
    List<PlacedPair> pairs() {
        return pairs;
    }

    Condition read(Section spec) {
        Lengths.checkDescription(spec.field("description"));
        Severity severity = severity(spec.field("severity"));
        return spec.section("condition", rule -> condition(rule, severity));
    }

    /** Other tools say critical and warning, which OpenSLO leaves open. */
    private static Severity severity(Field field) {
        Severity severity = field.choice(SEVERITIES, Severity.TICKET);
        String word = severity.name().toLowerCase(Locale.ROOT);
        if (field.isSingle()
                && SEVERITIES.containsKey(field.text(""))
                && !field.text("").equals(word)) {
            field.warn("is another tool's word, taken as " + word + "; write " + word);
        }
        return severity;
    }

    private Condition condition(Section section, Severity severity) {
        Field kind = section.field("kind");
        Rule rule = kind.choice(kinds, this::multiWindow).apply(section);
        Duration fireAfter = section.field(FOR).durationOrZero(Duration.ZERO);
        Duration keep = section.field(KEEP).durationOrZero(USUAL_KEEP);
        return new Condition(severity, rule, fireAfter, keep);
    }

    private Rule multiWindow(Section rule) {
        List<Pair> read = rule.sections("pairs", this::pair);
        if (read.isEmpty()) {
            rule.field("pairs").failMissing("write [{budgetPercent: 2, longWindow: 1h, shortWindow: 5m}]");
        }
        return new Rule.MultiWindow(read, least(rule.field("minTotal")), least(rule.field("minBad")));
    }

    private Pair pair(Section section) {
        Field percent = section.field("budgetPercent");
        Field longField = section.field("longWindow");
        Field shortField = section.field("shortWindow");
        if (!percent.isPresent() || !longField.isPresent()) {
            section.fail("needs budgetPercent and longWindow");
        }
        Duration longWindow = longField.duration(Duration.ofHours(1));
        Duration shortWindow = shortField.duration(longWindow.dividedBy(12));
        if (shortWindow.compareTo(longWindow) > 0) {
            shortField.fail("is longer than longWindow=" + longField.text("") + "; swap them");
        }
        Pair pair = new Pair(percent.isPresent() ? share(percent) : 1, longWindow, shortWindow);
        pairs.add(new PlacedPair(pair, section));
        return pair;
    }

    /** OpenSLO's own condition. Its examples compare with {@code lte}, which holds while all is well. */
    private static Rule burnRate(Section rule) {
        Field op = rule.field("op");
        op.requiredText("write gte");
        Field threshold = rule.field("threshold");
        if (!threshold.isPresent()) {
            threshold.failMissing("write a burn rate, like 2: at 1 the budget lasts exactly its window");
        }
        double burn = threshold.number(1);
        if (burn < 0) {
            threshold.fail("is negative; write a burn rate, like 2");
            burn = 1;
        }
        Op chosen = op.choice(OPERATORS, Op.GTE);
        if (chosen == Op.LTE || chosen == Op.LT) {
            op.warn("fires while the budget burns at less than " + threshold.text("1")
                    + " times its rate, which is most of the time; write gte");
        } else if (burn > 0 && burn < 1) {
            threshold.warn("is less than 1: it fires while the budget lasts; write 1 or more");
        }
        Field lookback = rule.field("lookbackWindow");
        if (!lookback.isPresent()) {
            lookback.failMissing("write the time over which the rate is measured, like 1h");
        }
        return new Rule.Other(new AlertPolicy.Condition.Burn(
                chosen,
                burn,
                lookback.duration(Duration.ofHours(1)).toMillis(),
                rule.field("alertAfter").durationOrZero(Duration.ZERO).toMillis()));
    }

    private static Rule drop(Section rule) {
        Field lookback = rule.field("lookbackWindow");
        if (!lookback.isPresent()) {
            lookback.failMissing("write the time within which the budget drops so far, like 6h");
        }
        return new Rule.Other(new AlertPolicy.Condition.BudgetDrop(
                share(rule.field("budgetPercent")),
                lookback.duration(Duration.ofHours(6)).toMillis()));
    }

    private static Rule exhaustion(Section rule) {
        Field threshold = rule.field("threshold");
        if (!threshold.isPresent()) {
            threshold.failMissing("write how long the budget must last at least, like 12h");
        }
        return new Rule.Other(new AlertPolicy.Condition.TimeToExhaustion(
                threshold.duration(Duration.ofHours(12)).toMillis()));
    }

    private static Least least(Field field) {
        return field.isPresent() ? new Least.Written(field.whole(0, MOST_EVENTS, 0)) : USUAL;
    }

    /** Percent for people, a share in code. */
    static double share(Field field) {
        if (!field.isPresent()) {
            field.failMissing("write a percentage of the budget, like 10");
            return 1;
        }
        double percent = field.number(PERCENT);
        if (!(percent > 0 && percent <= PERCENT)) {
            field.fail("is not in (0, 100]");
            return 1;
        }
        return percent / PERCENT;
    }

    private static Map<String, Severity> severities() {
        Map<String, Severity> words = new LinkedHashMap<>();
        words.put("page", Severity.PAGE);
        words.put("ticket", Severity.TICKET);
        words.put("info", Severity.INFO);
        words.put("critical", Severity.PAGE);
        words.put("warning", Severity.TICKET);
        return words;
    }

    private static Map<String, Op> operators() {
        Map<String, Op> words = new LinkedHashMap<>();
        words.put("gte", Op.GTE);
        words.put("gt", Op.GT);
        words.put("lte", Op.LTE);
        words.put("lt", Op.LT);
        return words;
    }
}
