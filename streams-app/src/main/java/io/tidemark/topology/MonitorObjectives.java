package io.tidemark.topology;

import io.tidemark.config.AlertPolicySpec;
import io.tidemark.config.DurationText;
import io.tidemark.config.IndicatorSpec;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.SliceChoice;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Least;
import io.tidemark.slo.AlertPolicy.Trickle;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.SlotRule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judge's part of the monitor file: its SLO documents as objectives on serving data.
 *
 * <p><b>Conditions of one severity</b>, of whatever policy, make one tier. Each keeps its pairs with its own minTotal and minBad; the
 * tier takes the shortest {@code for}, so that nobody is told later than one of them asks, and the longest {@code keepFiringFor}.
 * minTotal and minBad count what the SLO counts. For time slices the usual ones, which are meant for rows, become 0 and 2.
 * The policies that are always there watch for a trickle of failures; what people wrote themselves is taken as it is.
 */
public final class MonitorObjectives {
    private static final Set<String> USUAL_POLICIES = Set.of("mwmb-default", "mwmb-tickets");
    private static final long USUAL_MIN_BAD = 3;
    private static final Map<AlertPolicySpec.Severity, Long> USUAL_MIN_TOTAL = Map.of(
            AlertPolicySpec.Severity.PAGE, 50L,
            AlertPolicySpec.Severity.TICKET, 20L,
            AlertPolicySpec.Severity.INFO, 20L);
    private static final int PERCENT_DIGITS = 4;

    private final SloSpec slo;
    private final Duration size;

    private MonitorObjectives(SloSpec slo, Duration size) {
        this.slo = slo;
        this.size = size;
    }

    /**
     * The objectives of all models, in file order.
     *
     * @throws IllegalArgumentException if an SLO cannot be kept, with its name, the value and what would be right
     */
    public static List<Objective> of(MonitorFile file) {
        List<Objective> objectives = new ArrayList<>();
        for (SloSpec slo : file.slos()) {
            Duration size = file.monitor(slo.model()).windows().size();
            objectives.add(new MonitorObjectives(slo, size).objective());
        }
        return List.copyOf(objectives);
    }

    private Objective objective() {
        Goal goal = goal();
        SloSpec.About about = slo.about();
        return new Objective(
                slo.name(),
                new Objective.Subject(slo.model(), Stage.SERVING, slices()),
                indicator(),
                goal,
                policy(goal),
                new Objective.About(about.title(), about.description(), about.owner(), about.runbook()));
    }

    private Slices slices() {
        SliceChoice choice = slo.slices();
        return switch (choice.kind()) {
            case WHOLE -> Slices.WHOLE;
            case EVERY -> Slices.EACH;
            case GROUPINGS -> Slices.Groupings.of(choice.groupings());
        };
    }

    private Goal goal() {
        io.tidemark.config.Goal goal = slo.goal();
        Alert.Method method = Alert.Method.valueOf(goal.method().name());
        if (!goal.timeSlice().equals(size)) {
            throw problem("timeSliceWindow=" + DurationText.of(goal.timeSlice()) + " is not the model's windows.size="
                    + DurationText.of(size) + "; write " + DurationText.of(size) + ", or change windows.size");
        }
        checkSlots(goal.window());
        if (method == Alert.Method.OCCURRENCES && slo.noData() == SloSpec.NoData.BAD) {
            throw problem("tidemark.io/no-data=bad needs budgetingMethod: Timeslices, for a window without data has no "
                    + "events that could be bad; write exclude, or Timeslices");
        }
        SlotRule rule = new SlotRule(
                goal.timeSliceTarget(), SlotRule.NoData.valueOf(slo.noData().name()));
        return new Goal(goal.target(), goal.window().toMillis(), method, size.toMillis(), rule);
    }

    private void checkSlots(Duration window) {
        long slots = window.toMillis() / size.toMillis();
        if (slots < 2 || window.toMillis() % size.toMillis() != 0) {
            Duration right = size.multipliedBy(Math.max(2, slots));
            throw problem("timeWindow.duration=" + DurationText.of(window)
                    + " is not two or more whole windows of windows.size=" + DurationText.of(size) + "; write "
                    + DurationText.of(right));
        }
        if (slots > Goal.MOST_SLOTS) {
            throw problem("timeWindow.duration=" + DurationText.of(window) + " is " + slots
                    + " windows of windows.size="
                    + DurationText.of(size) + ", at most " + Goal.MOST_SLOTS + "; write "
                    + DurationText.of(size.multipliedBy(Goal.MOST_SLOTS)) + " or less, or a larger windows.size");
        }
    }

    private Indicator indicator() {
        IndicatorSpec spec = slo.indicator();
        if (spec instanceof IndicatorSpec.OfWindows windows) {
            requireColumns(windows.kind(), windows.columns());
            Set<String> labels = windows.value().isEmpty() ? Set.of() : Set.of(windows.value());
            return new Indicator.OfWindows(
                    new Selection(kind(windows.kind()), windows.measures(), windows.columns(), labels),
                    limit(windows.limit()));
        }
        if (spec instanceof IndicatorSpec.OfEvents events) {
            requireColumns(events.kind(), events.columns());
            return new Indicator.OfEvents(
                    selection(events),
                    Indicator.Counted.valueOf(events.counted().name()));
        }
        throw new IllegalArgumentException("unknown indicator: type=" + spec.getClass());
    }

    private Selection selection(IndicatorSpec.OfEvents events) {
        if (events.kind() != IndicatorSpec.Kind.SHARE) {
            return Selection.of(kind(events.kind()), events.columns());
        }
        if (events.values().isEmpty()) {
            throw problem("values=[] names no value to count; list one or more");
        }
        return Selection.ofShare(events.columns(), events.values());
    }

    private void requireColumns(IndicatorSpec.Kind kind, List<String> columns) {
        if (columns.isEmpty() && kind != IndicatorSpec.Kind.VOLUME) {
            throw problem("columns=[] names no column; list one or more, or leave columns out to mean all");
        }
    }

    private static Selection.Kind kind(IndicatorSpec.Kind kind) {
        return Selection.Kind.valueOf(kind.name());
    }

    private static Limit limit(IndicatorSpec.Limit limit) {
        if (limit instanceof IndicatorSpec.Limit.Tolerance) {
            return Limit.TOLERANCE;
        }
        if (limit instanceof IndicatorSpec.Limit.Band band) {
            return new Limit.Band(band.lowest(), band.highest());
        }
        throw new IllegalArgumentException("unknown limit: type=" + limit.getClass());
    }

    private AlertPolicy policy(Goal goal) {
        Map<Alert.Severity, List<AlertPolicySpec.Condition>> conditions = new TreeMap<>();
        Set<Alert.Severity> watched = watchedForTrickle();
        for (AlertPolicySpec policy : slo.alertPolicies()) {
            for (AlertPolicySpec.Condition condition : policy.conditions()) {
                checkPairs(policy, condition, goal);
                Alert.Severity severity =
                        Alert.Severity.valueOf(condition.severity().name());
                conditions
                        .computeIfAbsent(severity, unused -> new ArrayList<>())
                        .add(condition);
            }
        }
        List<AlertPolicy.Tier> tiers = new ArrayList<>();
        conditions.forEach((severity, merged) ->
                tiers.add(tier(severity, merged, watched.contains(severity) ? Trickle.WATCHED : Trickle.IGNORED)));
        return new AlertPolicy(tiers, mode());
    }

    private AlertPolicy.Mode mode() {
        return slo.mode() == SloSpec.Mode.DRY_RUN ? AlertPolicy.Mode.DRY_RUN : AlertPolicy.Mode.LIVE;
    }

    private Set<Alert.Severity> watchedForTrickle() {
        boolean isUsual = slo.alertPolicies().stream().anyMatch(policy -> USUAL_POLICIES.contains(policy.name()));
        return isUsual ? Set.of(Alert.Severity.TICKET) : Set.of();
    }

    private static AlertPolicy.Tier tier(
            Alert.Severity severity, List<AlertPolicySpec.Condition> conditions, Trickle trickle) {
        Duration fireAfter = conditions.stream()
                .map(AlertPolicySpec.Condition::fireAfter)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        Duration keepFiring = conditions.stream()
                .map(AlertPolicySpec.Condition::keepFiringFor)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new AlertPolicy.Tier(
                severity,
                conditions.stream().map(MonitorObjectives::condition).toList(),
                trickle,
                fireAfter.toMillis(),
                keepFiring.toMillis());
    }

    private static AlertPolicy.Condition condition(AlertPolicySpec.Condition condition) {
        boolean isUsualTotal = condition.minTotal() == USUAL_MIN_TOTAL.getOrDefault(condition.severity(), -1L);
        boolean isUsualBad = condition.minBad() == USUAL_MIN_BAD;
        return new AlertPolicy.Condition(
                condition.pairs().stream().map(MonitorObjectives::pair).toList(),
                new Least(condition.minTotal(), condition.minBad()),
                new Least(
                        isUsualTotal ? 0 : condition.minTotal(),
                        isUsualBad ? BurnPair.FEWEST_BAD_SLICES : condition.minBad()));
    }

    private static AlertPolicy.Pair pair(AlertPolicySpec.Pair pair) {
        return new AlertPolicy.Pair(
                pair.budgetShare(),
                pair.longWindow().toMillis(),
                Math.max(1, pair.shortWindow().toMillis()));
    }

    /** A pair that alerts inside the budget is left out; of a policy of one's own that would be a silent loss. */
    private void checkPairs(AlertPolicySpec policy, AlertPolicySpec.Condition condition, Goal goal) {
        if (USUAL_POLICIES.contains(policy.name())) {
            return;
        }
        Alert.Severity severity = Alert.Severity.valueOf(condition.severity().name());
        for (AlertPolicySpec.Pair written : condition.pairs()) {
            AlertPolicy.Condition alone =
                    new AlertPolicy.Condition(List.of(pair(written)), new Least(0, 0), new Least(0, 0));
            AlertPolicy.Tier tier = new AlertPolicy.Tier(severity, List.of(alone), Trickle.IGNORED, 0, 0);
            if (BurnPair.fitted(goal, tier).isEmpty()) {
                throw problem("budgetPercent=" + percent(written.budgetShare(), RoundingMode.HALF_EVEN)
                        + " in longWindow="
                        + DurationText.of(written.longWindow()) + " of alert policy " + policy.name()
                        + " would alert while the budget lasts; write budgetPercent=" + leastPercent(written, goal)
                        + " or more, or a shorter longWindow");
            }
        }
    }

    /** long / W, with the long lookback as it is rounded. */
    private String leastPercent(AlertPolicySpec.Pair written, Goal goal) {
        long longMs = goal.inWholeSlots(written.longWindow().toMillis(), 2);
        return percent((double) longMs / goal.windowMs(), RoundingMode.UP);
    }

    private static String percent(double share, RoundingMode rounding) {
        return BigDecimal.valueOf(share)
                .movePointRight(2)
                .setScale(PERCENT_DIGITS, rounding)
                .stripTrailingZeros()
                .toPlainString();
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException("slo " + slo.name() + ": " + what);
    }
}
