package io.tidemark.topology;

import io.tidemark.config.AlertPolicySpec;
import io.tidemark.config.IndicatorSpec;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.SliceChoice;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Least;
import io.tidemark.slo.AlertPolicy.Trickle;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judge's part of the monitor file: its SLO documents as objectives on serving data.
 *
 * <p><b>Conditions of one severity</b>, of whatever policy, make one tier. Each keeps its pairs with its own minTotal and minBad; the
 * tier takes the shortest {@code for}, so that nobody is told later than one of them asks, and the longest {@code keepFiringFor}.
 * minTotal and minBad count what the SLO counts. Where they are not written, it is 50 rows for pages, 20 for others, and 3 bad ones; 0
 * and 2 for slices of time.
 * The policies that are always there watch for a trickle of failures; what people wrote themselves is taken as it is.
 */
public final class MonitorObjectives {
    private static final long USUAL_PAGE_ROWS = 50;
    private static final long USUAL_TICKET_ROWS = 20;
    private static final long USUAL_BAD_ROWS = 3;

    private final SloSpec slo;

    private MonitorObjectives(SloSpec slo) {
        this.slo = slo;
    }

    /** The objectives of all models, in file order. */
    public static List<Objective> of(MonitorFile file) {
        return file.slos().stream()
                .map(slo -> new MonitorObjectives(slo).objective())
                .toList();
    }

    private Objective objective() {
        SloSpec.About about = slo.about();
        return new Objective(
                slo.name(),
                new Objective.Subject(slo.model(), Stage.SERVING, slices(), slo.comparison()),
                indicator(),
                slo.goal().inSlots(slo.noData()),
                policy(),
                new Objective.About(about.title(), about.description(), about.owner(), about.runbook()));
    }

    private Slices slices() {
        Optional<String> dependency = slo.indicator().requests().dependency();
        if (dependency.isPresent()) {
            return new Slices.Dependencies(dependency.get().isEmpty() ? "" : Scope.dependencySlice(dependency.get()));
        }
        SliceChoice choice = slo.slices();
        return switch (choice.kind()) {
            case WHOLE -> Slices.WHOLE;
            case EVERY -> Slices.EACH;
            case GROUPINGS -> Slices.Groupings.of(choice.groupings());
        };
    }

    private Indicator indicator() {
        IndicatorSpec spec = slo.indicator();
        if (spec instanceof IndicatorSpec.OfWindows windows) {
            Set<String> labels = windows.value().isEmpty() ? label(spec) : Set.of(windows.value());
            return new Indicator.OfWindows(
                    new Selection(kind(windows.kind()), windows.measures(), windows.columns(), labels),
                    limit(windows.limit()));
        }
        if (spec instanceof IndicatorSpec.OfEvents events) {
            return new Indicator.OfEvents(
                    selection(events),
                    Indicator.Counted.valueOf(events.counted().name()));
        }
        throw new IllegalArgumentException("unknown indicator: type=" + spec.getClass());
    }

    private static Selection selection(IndicatorSpec.OfEvents events) {
        Set<String> labels = events.values().isEmpty() ? label(events) : events.values();
        Selection.Kind kind = kind(events.kind());
        return new Selection(kind, kind.measures(), events.columns(), labels);
    }

    /** That of the rule for requests; none for other kinds. */
    private static Set<String> label(IndicatorSpec spec) {
        return spec.requests().rule().map(rule -> Set.of(rule.label())).orElse(Set.of());
    }

    private static Selection.Kind kind(IndicatorSpec.Kind kind) {
        return Selection.Kind.valueOf(kind.name());
    }

    private static Limit limit(IndicatorSpec.Limit limit) {
        if (limit instanceof IndicatorSpec.Limit.Tolerance) {
            return Limit.TOLERANCE;
        }
        if (limit instanceof IndicatorSpec.Limit.Rise) {
            return Limit.RISE;
        }
        if (limit instanceof IndicatorSpec.Limit.Band band) {
            return new Limit.Band(band.lowest(), band.highest());
        }
        throw new IllegalArgumentException("unknown limit: type=" + limit.getClass());
    }

    private AlertPolicy policy() {
        Map<Alert.Severity, List<AlertPolicySpec.Condition>> conditions = new TreeMap<>();
        Set<Alert.Severity> watched = watchedForTrickle();
        for (AlertPolicySpec policy : slo.alertPolicies()) {
            for (AlertPolicySpec.Condition condition : policy.conditions()) {
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
        boolean isUsual =
                slo.alertPolicies().stream().anyMatch(policy -> policy.origin() == AlertPolicySpec.Origin.USUAL);
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
        boolean isPage = condition.severity() == AlertPolicySpec.Severity.PAGE;
        return new AlertPolicy.Condition.Pairs(
                condition.pairs().stream().map(AlertPolicySpec.Pair::inMillis).toList(),
                new Least(
                        condition.minTotal().orUsual(isPage ? USUAL_PAGE_ROWS : USUAL_TICKET_ROWS),
                        condition.minBad().orUsual(USUAL_BAD_ROWS)),
                new Least(condition.minTotal().orUsual(0), condition.minBad().orUsual(BurnPair.FEWEST_BAD_SLICES)));
    }
}
