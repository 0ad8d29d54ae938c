package io.tidemark.topology;

import io.tidemark.config.AlertPolicySpec;
import io.tidemark.config.SloSpec;
import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Least;
import io.tidemark.slo.AlertPolicy.Trickle;
import io.tidemark.slo.BurnPair;
import io.tidemark.slo.policy.Consequences;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The alert policies of an SLO as one.
 *
 * <p><b>Conditions of one severity</b>, of whatever policy, make one tier. Each keeps its pairs with its own minTotal and minBad; the
 * tier takes the shortest {@code for}, so that nobody is told later than one of them asks, and the longest {@code keepFiringFor}.
 * minTotal and minBad count what the SLO counts. Where they are not written, it is 50 rows for pages, 20 for others, and 3 bad ones; 0
 * and 2 for slices of time.
 * The policies that are always there watch for a trickle of failures; what people wrote themselves is taken as it is.
 */
final class SloAlertPolicy {
    private static final long USUAL_PAGE_ROWS = 50;
    private static final long USUAL_TICKET_ROWS = 20;
    private static final long USUAL_BAD_ROWS = 3;

    private final SloSpec slo;

    private SloAlertPolicy(SloSpec slo) {
        this.slo = slo;
    }

    static AlertPolicy of(SloSpec slo, Consequences consequences) {
        return new SloAlertPolicy(slo).policy(consequences);
    }

    private AlertPolicy policy(Consequences consequences) {
        Map<Alert.Severity, List<AlertPolicySpec.Condition>> conditions = new TreeMap<>();
        for (AlertPolicySpec policy : slo.alertPolicies()) {
            if (policy.occasions().contains(AlertPolicySpec.Occasion.BREACHING)) {
                for (AlertPolicySpec.Condition condition : policy.conditions()) {
                    conditions
                            .computeIfAbsent(severity(condition), unused -> new ArrayList<>())
                            .add(condition);
                }
            }
        }
        List<AlertPolicy.Tier> tiers = new ArrayList<>();
        if (slo.isOfReleases()) {
            conditions.keySet().stream().limit(1).map(SloAlertPolicy::atOnce).forEach(tiers::add);
            return new AlertPolicy(tiers, mode(), new AlertPolicy.Silence.Untold(), consequences);
        }
        conditions.forEach((severity, merged) -> tiers.add(tier(severity, merged)));
        return new AlertPolicy(tiers, mode(), silence(), consequences);
    }

    /** A release that failed is told at once, at the most urgent severity; how fast the budget burns is told by nobody. */
    private static AlertPolicy.Tier atOnce(Alert.Severity severity) {
        return new AlertPolicy.Tier(severity, List.of(), Trickle.IGNORED, 0, 0);
    }

    private static Alert.Severity severity(AlertPolicySpec.Condition condition) {
        return Alert.Severity.valueOf(condition.severity().name());
    }

    private AlertPolicy.Mode mode() {
        return slo.mode() == SloSpec.Mode.DRY_RUN ? AlertPolicy.Mode.DRY_RUN : AlertPolicy.Mode.LIVE;
    }

    /** One policy that tells of silence is enough. */
    private AlertPolicy.Silence silence() {
        boolean isTold = slo.alertPolicies().stream()
                .anyMatch(policy -> policy.occasions().contains(AlertPolicySpec.Occasion.NO_DATA));
        return isTold ? AlertPolicy.Silence.USUAL : new AlertPolicy.Silence.Untold();
    }

    private Trickle trickle(Alert.Severity severity) {
        boolean isUsual =
                slo.alertPolicies().stream().anyMatch(policy -> policy.origin() == AlertPolicySpec.Origin.USUAL);
        return isUsual && severity == Alert.Severity.TICKET ? Trickle.WATCHED : Trickle.IGNORED;
    }

    private AlertPolicy.Tier tier(Alert.Severity severity, List<AlertPolicySpec.Condition> conditions) {
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
                conditions.stream().map(SloAlertPolicy::condition).toList(),
                trickle(severity),
                fireAfter.toMillis(),
                keepFiring.toMillis());
    }

    private static AlertPolicy.Condition condition(AlertPolicySpec.Condition condition) {
        AlertPolicySpec.Rule rule = condition.rule();
        if (rule instanceof AlertPolicySpec.Rule.Other other) {
            return other.condition();
        }
        if (rule instanceof AlertPolicySpec.Rule.MultiWindow windows) {
            return pairs(windows, condition.severity() == AlertPolicySpec.Severity.PAGE);
        }
        throw new IllegalArgumentException("unknown rule of an alert condition: type=" + rule.getClass());
    }

    private static AlertPolicy.Condition pairs(AlertPolicySpec.Rule.MultiWindow windows, boolean isPage) {
        return new AlertPolicy.Condition.Pairs(
                windows.pairs().stream().map(AlertPolicySpec.Pair::inMillis).toList(),
                new Least(
                        windows.minTotal().orUsual(isPage ? USUAL_PAGE_ROWS : USUAL_TICKET_ROWS),
                        windows.minBad().orUsual(USUAL_BAD_ROWS),
                        windows.minBad() instanceof AlertPolicySpec.Least.Usual ? Least.RARE : 1),
                new Least(windows.minTotal().orUsual(0), windows.minBad().orUsual(BurnPair.FEWEST_BAD_SLICES)));
    }
}
