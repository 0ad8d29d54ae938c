package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Reading;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Episode.Breach;
import io.tidemark.slo.ErrorBudget;
import io.tidemark.slo.FittedTier;
import io.tidemark.slo.FittedTier.Standing;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Point;
import io.tidemark.slo.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns readings into budgets, episodes and alerts.
 *
 * <p>A reading fills its slot; then every severity is evaluated at the end of the newest slot, in event time. A late reading changes a
 * slot and what is said from now on, never what was said. Its state is passed in, so it may be shared by tasks.
 */
public final class Judge {
    private final Map<String, List<Objective>> byModel;
    private final Map<Objective, List<FittedTier>> tiers = new HashMap<>();

    /** @throws IllegalArgumentException if two objectives of a model have the same id */
    public Judge(List<Objective> objectives) {
        this.byModel = objectives.stream()
                .collect(Collectors.groupingBy(objective -> objective.subject().model()));
        Map<String, Long> keys = objectives.stream()
                .collect(Collectors.groupingBy(objective -> JudgeState.key(objective, ""), Collectors.counting()));
        keys.forEach((key, count) -> {
            if (count > 1) {
                throw new IllegalArgumentException("an objective's id must be unique in its model: model|id|=" + key);
            }
        });
        objectives.forEach(objective -> tiers.put(objective, FittedTier.of(objective)));
    }

    /** The objectives that a reading is a slot of. */
    public List<Objective> concerned(Reading reading) {
        return byModel.getOrDefault(reading.scope().model(), List.of()).stream()
                .filter(objective -> objective.concerns(reading))
                .toList();
    }

    /**
     * Takes a reading in: changes the state and says what to tell.
     *
     * @param objective one of {@link #concerned}
     * @param state of the objective and the reading's slice; changed
     * @param clockTimeMs wall clock, for the alerts' second time stamp only
     */
    public Outcome judge(Objective objective, JudgeState state, Reading reading, long clockTimeMs) {
        Slots slots = state.slots();
        boolean isLate = !slots.isEmpty() && reading.window().endMs() <= slots.newestEndMs();
        List<Standing> before = isLate ? standings(objective, slots) : List.of();
        double consumed =
                slots.isEmpty() ? 0 : ErrorBudget.of(objective.goal(), slots).consumed();
        Point point = objective.indicator().point(reading, objective.goal());
        Slots.Put put = slots.put(point);
        Outcome outcome = new Outcome(put, List.of(), status(objective, slots, consumed));
        if (!outcome.hasChanged()) {
            return outcome;
        }
        advance(new Hearing(objective, state, reading, outcome), before);
        return new Outcome(put, speak(new Hearing(objective, state, reading, outcome), clockTimeMs), outcome.status());
    }

    private Outcome.Status status(Objective objective, Slots slots, double consumedBefore) {
        return new Outcome.Status(
                slots.newestEndMs(),
                ErrorBudget.of(objective.goal(), slots),
                consumedBefore,
                slots.coverage(),
                standings(objective, slots));
    }

    private List<Standing> standings(Objective objective, Slots slots) {
        return fitted(objective).stream()
                .map(tier -> tier.measure(objective.goal(), slots))
                .toList();
    }

    private List<FittedTier> fitted(Objective objective) {
        List<FittedTier> fitted = tiers.get(objective);
        if (fitted == null) {
            throw new IllegalArgumentException("the objective is not one of this judge's: id=" + objective.id());
        }
        return fitted;
    }

    private void advance(Hearing hearing, List<Standing> before) {
        Outcome outcome = hearing.outcome();
        List<Standing> now = outcome.status().tiers();
        for (int tier = 0; tier < now.size(); tier++) {
            Standing standing = now.get(tier);
            boolean isWithdrawn =
                    outcome.isBudgetRevised() && before.get(tier).isJustified() && !standing.isJustified();
            Episode episode = hearing.state().episode(standing.severity());
            episode.advance(new Episode.Situation(
                    outcome.status().metricTimeMs() - hearing.objective().goal().slotMs(),
                    outcome.status().metricTimeMs(),
                    hearing.state().slots().onsetMs(),
                    isWithdrawn ? Breach.WITHDRAWN : hearing.breach(standing),
                    standing.keepFiringMs(),
                    fitted(hearing.objective()).get(tier).tier().forMs()));
            if (outcome.isBudgetRevised()) {
                episode.markRevised();
            }
        }
    }

    /** An objective, its state and the reading that changed it. */
    record Hearing(Objective objective, JudgeState state, Reading reading, Outcome outcome) {
        boolean isNewestSlot() {
            return reading.window().endMs() == outcome.status().metricTimeMs();
        }

        /** A slice that is forgotten will not say any more how it stands. */
        Breach breach(Standing standing) {
            return reading.isLast() && isNewestSlot() ? Breach.GONE : standing.breach();
        }

        /** How an episode is listened to: in silence if a more urgent one is open. */
        Episode.Hearing of(int tier) {
            List<Standing> tiers = outcome.status().tiers();
            boolean isInhibited = IntStream.range(0, tier)
                    .anyMatch(i -> state.episode(tiers.get(i).severity()).isOpen());
            if (isInhibited) {
                return Episode.Hearing.INHIBITED;
            }
            boolean isBad = state.slots().isBadNow();
            if (outcome.put() == Slots.Put.NEWEST || outcome.isBudgetRevised()) {
                return isBad ? Episode.Hearing.BAD_SLOT : Episode.Hearing.CALM_SLOT;
            }
            return isBad ? Episode.Hearing.BAD_DETAIL : Episode.Hearing.CALM_DETAIL;
        }
    }

    private static List<Alert> speak(Hearing hearing, long clockTimeMs) {
        List<Alert> alerts = new ArrayList<>();
        List<Standing> tiers = hearing.outcome().status().tiers();
        for (int tier = 0; tier < tiers.size(); tier++) {
            Standing standing = tiers.get(tier);
            AlertWriter writer = new AlertWriter(hearing, standing, clockTimeMs);
            writer.rememberCause();
            hearing.state()
                    .episode(standing.severity())
                    .speak(hearing.of(tier))
                    .map(writer::write)
                    .ifPresent(alerts::add);
        }
        return alerts;
    }
}
