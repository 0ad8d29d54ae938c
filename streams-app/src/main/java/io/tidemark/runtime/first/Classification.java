package io.tidemark.runtime.first;

import io.tidemark.runtime.first.ColumnFacts.Count;
import io.tidemark.stats.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Tells what each column is for, by its values first and by its name where these leave it open. */
final class Classification {
    /** A column of so few different whole numbers is a code. */
    private static final int MOST_CODES = 30;

    /** A column of more texts is one of strings: their lengths and shapes are measured. */
    private static final int MOST_CATEGORIES = 1_000;

    private static final int FEWEST_KEYS = 100;
    private static final double MOST_WITHOUT_ID = 0.01;
    private static final int MOST_VERSIONS = 50;
    private static final double FREE_TEXT_LENGTH = 30;
    private static final double NEARLY_ALL = 0.99;
    private static final int FEWEST_FOR_COUNTER = 20;
    private static final Set<String> STATUSES = Set.of("ok", "error", "fallback", "timeout");
    private static final Set<String> PARTS = Set.of(
            "train",
            "training",
            "test",
            "testing",
            "valid",
            "validation",
            "val",
            "dev",
            "holdout",
            "reference",
            "analysis",
            "production");

    private final int time;
    private final List<ColumnFacts> columns;

    private Classification(List<ColumnFacts> columns, int time) {
        this.columns = columns;
        this.time = time;
    }

    /**
     * The plan of each column, in their order.
     *
     * @param time index of the event time's column; −1 if there is none
     */
    static List<ColumnPlan> of(List<ColumnFacts> columns, int time) {
        return new Classification(columns, time).plans();
    }

    private List<ColumnPlan> plans() {
        List<ColumnPlan> plans = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            plans.add(i == time ? plan(columns.get(i), Role.TIME, "") : plan(columns.get(i)));
        }
        one(plans, Role.ID, plan -> NameHints.isEventId(plan.name()));
        one(plans, Role.MODEL, plan -> true);
        one(plans, Role.VERSION, plan -> true);
        one(plans, Role.PREDICTION, plan -> plan.name().equals(Role.PREDICTION.key()));
        one(plans, Role.SCORE, plan -> plan.name().equals(Role.SCORE.key()));
        one(plans, Role.LATENCY, plan -> true);
        one(plans, Role.STATUS, plan -> true);
        one(plans, Role.LABEL, plan -> plan.name().equals(Role.LABEL.key()));
        markLabel(plans);
        return List.copyOf(plans);
    }

    /** Of several columns for one role the first that is preferred has it; the others are what they would be without. */
    private static void one(List<ColumnPlan> plans, Role role, Predicate<ColumnPlan> preferred) {
        List<ColumnPlan> all =
                plans.stream().filter(plan -> plan.role() == role).toList();
        if (all.size() < 2) {
            return;
        }
        ColumnPlan first = all.stream().filter(preferred).findFirst().orElse(all.get(0));
        for (ColumnPlan other : all) {
            if (other != first) {
                String why = role == Role.ID ? "a key: " + distinct(other.facts()) : "perhaps a " + role.key() + " too";
                plans.set(plans.indexOf(other), other.as(role == Role.ID ? Role.LEFT_OUT : Role.FEATURE, why));
            }
        }
    }

    /** Where no name says so, a column with the prediction's own classes is the label; else the last column if it has two values. */
    private static void markLabel(List<ColumnPlan> plans) {
        if (plans.isEmpty() || plans.stream().anyMatch(plan -> plan.role() == Role.LABEL)) {
            return;
        }
        Set<String> classes = plans.stream()
                .filter(plan -> plan.role() == Role.PREDICTION && plan.isCategorical())
                .flatMap(plan -> plan.facts().top().stream())
                .map(Count::value)
                .collect(Collectors.toSet());
        ColumnPlan last = plans.get(plans.size() - 1);
        for (ColumnPlan plan : plans) {
            boolean isLike = !classes.isEmpty()
                    && plan.isCategorical()
                    && plan.role() == Role.FEATURE
                    && plan.facts().distinct() > 2
                    && classes.equals(values(plan.facts()));
            if (isLike) {
                plans.set(
                        plans.indexOf(plan), plan.as(Role.LABEL, "has the prediction's classes: taken for the label"));
                return;
            }
        }
        if (classes.isEmpty()
                && last.role() == Role.FEATURE
                && last.isCategorical()
                && last.facts().distinct() == 2) {
            plans.set(plans.size() - 1, last.as(Role.LABEL, "two values, in the last column: perhaps the label"));
        }
    }

    private static Set<String> values(ColumnFacts facts) {
        return facts.top().stream().map(Count::value).collect(Collectors.toSet());
    }

    private ColumnPlan plan(ColumnFacts facts) {
        String noise = noise(facts);
        if (!noise.isEmpty()) {
            return plan(facts, Role.LEFT_OUT, noise);
        }
        if (isId(facts)) {
            String missing = facts.missing() == 0 ? "" : ", " + Figures.percent(facts.missingShare()) + " missing";
            return plan(facts, Role.ID, "no value twice" + missing);
        }
        Role named = named(facts);
        if (named != Role.FEATURE) {
            return plan(facts, named, "");
        }
        String late = lateNoise(facts);
        String why = facts.isPadded() ? "codes with leading zeros" : "";
        return late.isEmpty() ? plan(facts, Role.FEATURE, why) : plan(facts, Role.LEFT_OUT, late);
    }

    /** Why a column would only make noise, whatever it is called; empty if it would not. */
    private String noise(ColumnFacts facts) {
        if (facts.values() == 0) {
            return "no value in any row looked at";
        }
        if (facts.decimalCommas() > facts.values() / 2) {
            return "decimal commas (" + Figures.value(facts.top().get(0).value())
                    + "): write numbers with a point, and it can be measured";
        }
        if (facts.time().isTime()) {
            return time < 0 ? "times" : "another time: it moves with the calendar";
        }
        if (facts.isClock()) {
            return "the calendar: times of day";
        }
        if (!facts.course().calendar().isEmpty()) {
            return "the calendar: goes with the " + facts.course().calendar();
        }
        if (NameHints.isCalendar(facts.name()) && facts.isInteger() && facts.distinct() > 1) {
            return "the calendar, by its name";
        }
        return "";
    }

    /** The same, where its name does not say that it is something. */
    private static String lateNoise(ColumnFacts facts) {
        boolean isCounter = facts.isNumeric()
                && facts.distinct() > FEWEST_FOR_COUNTER
                && facts.course().rising() >= NEARLY_ALL
                && !(facts.isPadded() && facts.distinct() < facts.values() / 2);
        if (isCounter) {
            return "hardly ever falls: a counter, or a time";
        }
        if (isPart(facts)) {
            return "parts of the file: " + Figures.values(facts);
        }
        if (facts.isNumeric() || facts.isBoolean() || facts.isEmbedding()) {
            return isKey(facts) && facts.isInteger() ? "a key: " + distinct(facts) : "";
        }
        boolean isOfMany = facts.distinct() > facts.values() / 2 && facts.values() >= FEWEST_FOR_COUNTER;
        if (!isUuids(facts)
                && isOfMany
                && (facts.shape().spaced() > 0.5 || facts.shape().length() > FREE_TEXT_LENGTH)) {
            return "free text: " + distinct(facts) + "; write types: {…: string} to watch length and shape";
        }
        return isKey(facts) ? "a key: " + distinct(facts) : "";
    }

    /** Named or written like a key, and of too many things for each to be a category. */
    private static boolean isKey(ColumnFacts facts) {
        return (NameHints.isId(facts.name()) || isUuids(facts)) && facts.distinct() > FEWEST_KEYS;
    }

    private static boolean isUuids(ColumnFacts facts) {
        return facts.shape().uuids() > NEARLY_ALL;
    }

    private static boolean isPart(ColumnFacts facts) {
        return facts.distinct() <= PARTS.size()
                && !facts.isNumeric()
                && (NameHints.isPart(facts.name()) || facts.distinct() > 1)
                && PARTS.containsAll(values(facts).stream()
                        .map(value -> value.toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static boolean isId(ColumnFacts facts) {
        boolean isKey = facts.isInteger() || !facts.isNumeric() && facts.shape().spaced() < 0.1;
        return facts.isUnique()
                && facts.missingShare() <= MOST_WITHOUT_ID
                && isKey
                && (NameHints.isId(facts.name()) || isUuids(facts));
    }

    private static Role named(ColumnFacts facts) {
        String name = facts.name();
        boolean isWord = !facts.isNumeric() || facts.isInteger() && facts.distinct() <= MOST_VERSIONS;
        if (NameHints.isVersion(name) && facts.distinct() <= MOST_VERSIONS) {
            return Role.VERSION;
        }
        if (NameHints.isModel(name) && isWord && !facts.isNumeric() && facts.distinct() <= MOST_VERSIONS) {
            return Role.MODEL;
        }
        if (NameHints.isStatus(name) && isStatus(facts)) {
            return Role.STATUS;
        }
        if (NameHints.isLatency(name) && facts.isNumeric() && facts.range().lowest() >= 0) {
            return Role.LATENCY;
        }
        boolean isShare = facts.isNumeric()
                && facts.range().lowest() >= 0
                && facts.range().highest() <= 1;
        if (NameHints.isScore(name) && isShare && facts.distinct() > 2) {
            return Role.SCORE;
        }
        if (NameHints.isPrediction(name)) {
            return isShare && facts.distinct() > MOST_CODES ? Role.SCORE : Role.PREDICTION;
        }
        return NameHints.isLabel(name) ? Role.LABEL : Role.FEATURE;
    }

    private static boolean isStatus(ColumnFacts facts) {
        return facts.top().stream().anyMatch(count -> count.value().equalsIgnoreCase("ok"))
                && facts.top().stream()
                                .filter(count -> STATUSES.contains(count.value().toLowerCase(Locale.ROOT)))
                                .mapToInt(Count::rows)
                                .sum()
                        > facts.values() * 0.8;
    }

    private static ColumnPlan plan(ColumnFacts facts, Role role, String why) {
        return new ColumnPlan(facts, role, kind(facts), why);
    }

    private static ColumnKind kind(ColumnFacts facts) {
        if (facts.isEmbedding()) {
            return ColumnKind.EMBEDDING;
        }
        if (facts.isBoolean()) {
            return ColumnKind.BOOLEAN;
        }
        if (facts.isNumeric() && !facts.isPadded()) {
            return isCode(facts) ? ColumnKind.CATEGORY : ColumnKind.NUMBER;
        }
        boolean isOfMany = facts.distinct() > MOST_CATEGORIES || facts.distinct() > Math.max(50, facts.values() / 2);
        return isOfMany ? ColumnKind.STRING : ColumnKind.CATEGORY;
    }

    /** Whole numbers, few of them, and each often enough. */
    private static boolean isCode(ColumnFacts facts) {
        return facts.isInteger() && facts.distinct() <= MOST_CODES && facts.values() >= facts.distinct() * 10;
    }

    private static String distinct(ColumnFacts facts) {
        return Figures.count(facts.distinct()) + " different values in " + Figures.plural(facts.values(), "row");
    }
}
