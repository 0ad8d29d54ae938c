package io.tidemark.config;

import io.tidemark.slo.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code budgetingMethod}, {@code timeWindow} and the objective of an SLO. */
final class GoalReader {
    private static final double USUAL_TARGET = 0.95;
    private static final double PERCENT = 100;
    private static final String OF_SLICES = "is for budgetingMethod: Timeslices; leave it out";
    private static final Map<String, Goal.Method> METHODS = methods();

    private final Section spec;
    private final @Nullable Duration size;
    private final IndicatorSpec indicator;

    private GoalReader(Section spec, @Nullable Duration size, IndicatorSpec indicator) {
        this.spec = spec;
        this.size = size;
        this.indicator = indicator;
    }

    /**
     * Reads the goal; op and value of the objective are the indicator's, and known already.
     *
     * @param size the model's window; null if it is not known
     */
    static Goal read(Section spec, @Nullable Duration size, IndicatorSpec indicator) {
        return new GoalReader(spec, size, indicator).read();
    }

    private Goal read() {
        Goal.Method method = method(spec.field("budgetingMethod"));
        Section objective = objective(spec.field("objectives"));
        int problems = spec.report().count();
        Duration slice = timeSlice(objective.field("timeSliceWindow"), method);
        boolean isSliceSound = spec.report().count() == problems;
        Window window = TimeWindowReader.read(spec.field("timeWindow"), slots(method, isSliceSound ? slice : null));
        objective.field("displayName").text("");
        double target = target(objective);
        double timeSliceTarget = timeSliceTarget(objective.field("timeSliceTarget"), method);
        checkLimit(objective, method);
        objective.finish();
        boolean isOfRows = size == null && method == Goal.Method.OCCURRENCES;
        return new Goal(method, target, window, isOfRows ? SlotSize.ofRows(window.lengthMs()) : slice, timeSliceTarget);
    }

    private Goal.Method method(Field field) {
        Goal.Method usual =
                indicator instanceof IndicatorSpec.OfEvents ? Goal.Method.OCCURRENCES : Goal.Method.TIMESLICES;
        if (!field.isPresent() && indicator instanceof IndicatorSpec.Elsewhere) {
            field.failMissing("write one of " + String.join(", ", METHODS.keySet()));
        }
        return field.choice(METHODS, usual);
    }

    /** Rows of no known origin fit any window. */
    private @Nullable SlotSize slots(Goal.Method method, @Nullable Duration slice) {
        if (size != null) {
            return SlotSize.ofModel(size);
        }
        return slice == null || method == Goal.Method.OCCURRENCES ? null : SlotSize.ofSlices(slice);
    }

    private void checkLimit(Section objective, Goal.Method method) {
        Field op = objective.field("op");
        Field value = objective.field("value");
        boolean countsRows = indicator instanceof IndicatorSpec.OfEvents
                || (indicator instanceof IndicatorSpec.Elsewhere elsewhere
                        && elsewhere.metric().isRatio());
        for (Field field : List.of(op, value)) {
            if (field.isPresent() && indicator instanceof IndicatorSpec.OfEvents) {
                field.fail("is for thresholdMetric; leave it out");
            } else if (field.isPresent() && countsRows) {
                field.warn("is for thresholdMetric, and not looked at; leave it out");
            }
        }
        if (method == Goal.Method.RATIO_TIMESLICES && indicator instanceof IndicatorSpec.OfWindows) {
            spec.field("budgetingMethod")
                    .fail(
                            "needs a ratio in each slice, and a window of thresholdMetric is good or bad; write Timeslices, "
                                    + "or ratioMetric");
        }
    }

    /** The one objective; an SLO of several was taken apart before. */
    static Section objective(Field field) {
        List<Field> objectives = field.items();
        if (field.isList() && objectives.isEmpty()) {
            field.fail("has 0 objectives; write one or more");
        } else if (!field.isPresent()) {
            field.failMissing("write objectives: [{target: 0.95}]");
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
        return target.isPresent() ? share(target) : percent(percent);
    }

    /** Without the binary dust of the division. */
    private static double percent(Field field) {
        double percent = field.numberBetween(0, PERCENT, PERCENT * USUAL_TARGET);
        return BigDecimal.valueOf(percent).movePointLeft(2).doubleValue();
    }

    private static double share(Field field) {
        double share = field.number(USUAL_TARGET);
        if (share > 0 && share < 1) {
            return share;
        }
        boolean isPercent = share > 1 && share < PERCENT;
        String remedy = isPercent ? "; for " + plain(share) + " % write " + fraction(share) : "";
        boolean isAll = share == 1 || share == PERCENT;
        field.fail("is not in (0, 1)" + remedy + (isAll ? "; a target of all has no budget, write 0.999 say" : ""));
        return USUAL_TARGET;
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String fraction(double percent) {
        return BigDecimal.valueOf(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
    }

    /** Slices of time are the model's windows; of no known model they are as written. */
    private Duration timeSlice(Field field, Goal.Method method) {
        Duration slice = field.duration(size == null ? Duration.ofHours(1) : size);
        boolean isOurs = !(indicator instanceof IndicatorSpec.Elsewhere);
        if (field.isPresent() && method == Goal.Method.OCCURRENCES) {
            field.fail(OF_SLICES);
        } else if (size != null && isOurs && !slice.equals(size)) {
            String right = DurationText.of(size);
            field.fail("is not the model's windows.size=" + right + "; write " + right + ", or change windows.size");
        } else if (!isOurs && !field.isPresent() && method != Goal.Method.OCCURRENCES) {
            field.failMissing("write how long a slice of time is, like 5m");
        }
        return size == null ? slice : size;
    }

    private double timeSliceTarget(Field field, Goal.Method method) {
        double target = field.number(1);
        boolean isElsewhere = indicator instanceof IndicatorSpec.Elsewhere;
        if (field.isPresent() && method != Goal.Method.TIMESLICES) {
            field.fail(OF_SLICES);
        } else if (!(target > 0 && target <= 1)) {
            field.fail("is not in (0, 1]");
            return 1;
        } else if (!field.isPresent() && isElsewhere && method == Goal.Method.TIMESLICES) {
            field.failMissing("write the share of a slice that must be good for it to be good, like 0.95");
        }
        return target;
    }

    private static Map<String, Goal.Method> methods() {
        Map<String, Goal.Method> words = new LinkedHashMap<>();
        words.put("Occurrences", Goal.Method.OCCURRENCES);
        words.put("Timeslices", Goal.Method.TIMESLICES);
        words.put("RatioTimeslices", Goal.Method.RATIO_TIMESLICES);
        return words;
    }
}
