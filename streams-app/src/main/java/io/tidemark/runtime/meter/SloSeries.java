package io.tidemark.runtime.meter;

import io.tidemark.config.DurationText;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Readout;
import io.tidemark.domain.Readout.Standing;
import io.tidemark.domain.Readout.Tier;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Objectives and their budgets in Sloth's words. An instance speaks of the models that it judges, so that a sum over instances counts nothing
 * twice. Beyond {@value #MOST} objectives and slices those that have used the least of their budget are left out, slices before wholes.
 */
final class SloSeries implements Series {
    static final int MOST = 500;
    private static final int MOST_LOOKBACKS = 10;
    private static final double MS = 1_000;
    private static final String[] WHOSE = {"model", "objective", "slice"};
    private static final Comparator<Standing> MATTERS = Comparator.comparing(
                    (Standing standing) -> !standing.status().key().slice().equals(Scope.ALL))
            .thenComparing(standing -> standing.status().budget().consumed(), Comparator.reverseOrder())
            .thenComparing(standing -> standing.status().key().text());

    private final Readout readout;

    SloSeries(Readout readout) {
        this.readout = readout;
    }

    @Override
    public void addTo(Page page) {
        List<Standing> all = readout.standings().stream().sorted(MATTERS).toList();
        for (Standing standing : all) {
            addGoal(page, standing.status());
            addBudget(page, standing.status());
            addBurn(page, standing);
        }
    }

    private static void addGoal(Page page, SloStatus status) {
        String[] key = key(status);
        one(page, "objective_ratio", "Share of good events or slots that is promised")
                .row(status.target(), key);
        one(page, "error_budget_ratio", "Share of bad ones that is allowed: 1 - objective")
                .row(1 - status.target(), key);
        one(page, "time_period_seconds", "Length of the compliance window")
                .row(status.window().lengthMs() / MS, key);
        page.info(
                        MOST,
                        "tidemark_slo",
                        "The objective: mode live or dryRun, and the revision of what it means",
                        "model",
                        "objective",
                        "slice",
                        "mode",
                        "revision")
                .row(1, key[0], key[1], key[2], status.isDryRun() ? "dryRun" : "live", status.revision());
        page.gauge(
                        MOST,
                        "tidemark_slo_state",
                        "1 for the state it is in: HEALTHY, AT_RISK, EXHAUSTED, NO_DATA or WARMING_UP",
                        "model",
                        "objective",
                        "slice",
                        "state")
                .row(1, key[0], key[1], key[2], status.state());
    }

    private static void addBudget(Page page, SloStatus status) {
        String[] key = key(status);
        one(page, "period_burn_rate_ratio", "Share of the budget used in the compliance window; above 1 overspent")
                .row(status.budget().consumed(), key);
        one(
                        page,
                        "period_error_budget_remaining_ratio",
                        "Share of the budget left: 1 - period burn rate; negative when overspent")
                .row(status.budget().remaining(), key);
        one(page, "remaining_seconds", "Time of entirely bad data that is left; negative when overspent")
                .row(status.budget().remainingMs() / MS, key);
        one(page, "exhaustion_seconds", "Until nothing is left at the present rate; 0 if so already, none if it lasts")
                .row(left(status.budget().timeLeft()), key);
        one(page, "window_good", "Good events or slots in the compliance window")
                .row(status.counts().good(), key);
        one(page, "window_bad", "Bad ones").row(status.counts().bad(), key);
        one(page, "coverage_ratio", "Share of the expected slots that could be judged")
                .row(status.coverage(), key);
        one(page, "newest_slot_timestamp_seconds", "Event time of the end of the newest slot")
                .row(status.window().endMs() / MS, key);
    }

    private static double left(Alert.TimeLeft left) {
        if (left instanceof Alert.TimeLeft.Until until) {
            return until.ms() / MS;
        }
        return left instanceof Alert.TimeLeft.Gone ? 0 : Double.NaN;
    }

    /** Burning and the error ratio are two units of one thing: burn = error ratio / error budget. */
    private static void addBurn(Page page, Standing standing) {
        String[] key = key(standing.status());
        SortedMap<Long, Double> burns = burns(standing.tiers());
        burns.values().stream().findFirst().ifPresent(burn -> one(
                        page,
                        "current_burn_rate_ratio",
                        "How fast the budget is used over the shortest lookback; 1 lasts for the window")
                .row(burn, key));
        double budget = 1 - standing.status().target();
        Family error = page.gauge(
                MOST * MOST_LOOKBACKS,
                "tidemark_slo_sli_error_ratio",
                "Share of bad events or slots over a lookback of the policy, ending with the newest slot",
                "model",
                "objective",
                "slice",
                "window");
        burns.forEach((ms, burn) -> error.row(burn * budget, key[0], key[1], key[2], text(ms)));
        for (Tier tier : standing.tiers()) {
            boolean isBurning = tier.burns().stream().anyMatch(burn -> burn.state() == Alert.PairState.BURNING);
            page.gauge(
                            MOST * Alert.Severity.values().length,
                            "tidemark_slo_burning",
                            "1 if a pair of lookbacks of that severity burns now",
                            "model",
                            "objective",
                            "slice",
                            "severity")
                    .row(
                            isBurning ? 1 : 0,
                            key[0],
                            key[1],
                            key[2],
                            tier.severity().name().toLowerCase(Locale.ROOT));
        }
    }

    /** By lookback. */
    private static SortedMap<Long, Double> burns(List<Tier> tiers) {
        SortedMap<Long, Double> burns = new TreeMap<>();
        for (Tier tier : tiers) {
            for (Alert.Burn burn : tier.burns()) {
                burns.put(burn.longMs(), burn.burnLong());
                burns.put(burn.shortMs(), burn.burnShort());
            }
        }
        return burns;
    }

    private static String text(long ms) {
        return DurationText.of(Duration.ofMillis(ms));
    }

    private static Family one(Page page, String name, String help) {
        return page.gauge(MOST, "tidemark_slo_" + name, help, WHOSE);
    }

    private static String[] key(SloStatus status) {
        return new String[] {
            status.key().model(), status.key().objective(), status.key().slice()
        };
    }
}
