package io.tidemark.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code budgetingMethod}, {@code timeWindow} and the objective of an SLO. */
final class GoalReader {
    private static final Pattern CALENDAR = Pattern.compile("\\d+[MQY]");
    private static final Duration USUAL_WINDOW = Duration.ofDays(28);
    private static final double USUAL_TARGET = 0.95;
    private static final double PERCENT = 100;
    private static final Map<String, Goal.Method> METHODS = methods();

    private GoalReader() {}

    /**
     * Reads the goal; op and value of the objective are the indicator's, and known already.
     *
     * @param size the model's window; null if it is not known
     */
    static Goal read(Section spec, @Nullable Duration size, IndicatorSpec indicator, String budgetPolicy) {
        Goal.Method usual =
                indicator instanceof IndicatorSpec.OfEvents ? Goal.Method.OCCURRENCES : Goal.Method.TIMESLICES;
        Goal.Method method = spec.field("budgetingMethod").choice(METHODS, usual);
        Duration window = window(spec.field("timeWindow"), size);
        Section objective = objective(spec.field("objectives"));
        objective.field("displayName").text("");
        double target = target(objective);
        Duration timeSlice = timeSlice(objective.field("timeSliceWindow"), method, size);
        double timeSliceTarget = timeSliceTarget(objective.field("timeSliceTarget"), method);
        checkLimit(objective, indicator);
        objective.finish();
        return new Goal(method, target, window, timeSlice, timeSliceTarget, budgetPolicy);
    }

    private static void checkLimit(Section objective, IndicatorSpec indicator) {
        for (String key : List.of("op", "value")) {
            Field field = objective.field(key);
            if (field.isPresent() && indicator instanceof IndicatorSpec.OfEvents) {
                field.fail("is for thresholdMetric; leave it out");
            }
        }
    }

    private static Duration window(Field field, @Nullable Duration size) {
        List<Field> windows = field.items();
        if (windows.isEmpty()) {
            checkUsualWindow(field, size);
            return USUAL_WINDOW;
        }
        if (windows.size() > 1) {
            field.fail("has " + windows.size() + " windows; keep one");
        }
        Section section = windows.get(0).section();
        Field rolling = section.field("isRolling");
        if (rolling.isPresent() && !rolling.text("").equals("true")) {
            rolling.fail("is not supported; write true");
        }
        int problems = section.report().count();
        Duration window = rollingWindow(section.field("duration"));
        if (section.report().count() == problems) {
            checkSlots(section.field("duration"), window, size);
        }
        section.finish();
        return window;
    }

    private static void checkUsualWindow(Field field, @Nullable Duration size) {
        if (size == null || field.isPresent()) {
            return;
        }
        String misfit = misfit(USUAL_WINDOW, size);
        if (!misfit.isEmpty()) {
            field.failMissing("the usual " + DurationText.of(USUAL_WINDOW) + " " + misfit + "; write [{duration: "
                    + DurationText.of(fitting(USUAL_WINDOW, size)) + "}]");
        }
    }

    private static void checkSlots(Field field, Duration window, @Nullable Duration size) {
        String misfit = size == null ? "" : misfit(window, size);
        if (size != null && !misfit.isEmpty()) {
            field.fail(misfit + "; write " + DurationText.of(fitting(window, size)) + ", or change windows.size");
        }
    }

    /** Why a budget's window cannot be kept in windows of that size; empty if it can. */
    private static String misfit(Duration window, Duration size) {
        long slots = window.dividedBy(size);
        String windows = "windows of windows.size=" + DurationText.of(size);
        if (slots < 2 || window.toMillis() % size.toMillis() != 0) {
            return "is not two or more whole " + windows;
        }
        boolean isTooLong = slots > io.tidemark.slo.Goal.MOST_SLOTS;
        return isTooLong ? "is " + slots + " " + windows + ", at most " + io.tidemark.slo.Goal.MOST_SLOTS : "";
    }

    /** The longest one up to that, or else the shortest, that can be kept. */
    private static Duration fitting(Duration window, Duration size) {
        long slots = window.dividedBy(size);
        return size.multipliedBy(Math.min(io.tidemark.slo.Goal.MOST_SLOTS, Math.max(2, slots)));
    }

    private static Duration rollingWindow(Field field) {
        if (!field.isPresent()) {
            field.failMissing("write 28d");
            return USUAL_WINDOW;
        }
        if (CALENDAR.matcher(field.text("")).matches()) {
            field.fail("is a calendar's; write days or weeks, like 28d");
            return USUAL_WINDOW;
        }
        return field.duration(USUAL_WINDOW);
    }

    /** The one objective; several would be several SLOs. */
    static Section objective(Field field) {
        List<Field> objectives = field.items();
        if (objectives.size() != 1) {
            if (field.isPresent() && field.isList()) {
                field.fail("has " + objectives.size() + " objectives; write exactly one, and one SLO for each other");
            } else if (!field.isPresent()) {
                field.failMissing("write objectives: [{target: 0.95}]");
            }
        }
        return objectives.isEmpty()
                ? field.sectionIfSection()
                : objectives.get(0).section();
    }

    private static double target(Section objective) {
        Field target = objective.field("target");
        Field percent = objective.field("targetPercent");
        if (target.isPresent() == percent.isPresent()) {
            if (target.isPresent()) {
                percent.fail("stands beside target; keep one");
            } else if (!objective.keys().isEmpty()) {
                target.failMissing("write the share that must be good, like 0.95");
            }
            return USUAL_TARGET;
        }
        return target.isPresent() ? share(target) : percent.numberBetween(0, PERCENT, PERCENT * USUAL_TARGET) / PERCENT;
    }

    private static double share(Field field) {
        double share = field.number(USUAL_TARGET);
        if (share > 0 && share < 1) {
            return share;
        }
        boolean isPercent = share > 1 && share < PERCENT;
        field.fail("is not in (0, 1)" + (isPercent ? "; for " + plain(share) + " % write " + fraction(share) : ""));
        return USUAL_TARGET;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String fraction(double percent) {
        return BigDecimal.valueOf(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    /** Slices of time are the model's windows. */
    private static Duration timeSlice(Field field, Goal.Method method, @Nullable Duration size) {
        Duration slice = field.duration(size == null ? Duration.ofHours(1) : size);
        if (field.isPresent() && method == Goal.Method.OCCURRENCES) {
            field.fail("is for budgetingMethod: Timeslices; leave it out");
        } else if (size != null && !slice.equals(size)) {
            String right = DurationText.of(size);
            field.fail("is not the model's windows.size=" + right + "; write " + right + ", or change windows.size");
        }
        return size == null ? slice : size;
    }

    private static double timeSliceTarget(Field field, Goal.Method method) {
        double target = field.number(1);
        if (field.isPresent() && method == Goal.Method.OCCURRENCES) {
            field.fail("is for budgetingMethod: Timeslices; leave it out");
        } else if (!(target > 0 && target <= 1)) {
            field.fail("is not in (0, 1]");
            return 1;
        }
        return target;
    }

    private static Map<String, Goal.Method> methods() {
        Map<String, Goal.Method> words = new LinkedHashMap<>();
        words.put("Occurrences", Goal.Method.OCCURRENCES);
        words.put("Timeslices", Goal.Method.TIMESLICES);
        return words;
    }
}
