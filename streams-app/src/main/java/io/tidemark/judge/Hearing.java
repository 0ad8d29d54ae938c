package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.BudgetChange;
import io.tidemark.slo.Episode;
import io.tidemark.slo.FittedTier.Standing;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slots;
import io.tidemark.slo.Status;
import io.tidemark.slo.Step;
import java.util.List;

/**
 * A reading, the ledger that it changed, and what came of it.
 *
 * @param objective whose ledger
 * @param ledger after the reading
 * @param reading the reading
 * @param posted what the ledger said
 */
record Hearing(Objective objective, Ledger ledger, Reading reading, Posted posted) {
    /** Nothing was heard: the ledger as it stands, of a slice. */
    static Hearing ofNothing(Objective objective, Ledger ledger, String slice) {
        Status status = ledger.status();
        long nowMs = status.metricTimeMs();
        Scope scope = new Scope(objective.subject().model(), objective.subject().stage(), slice);
        TimeWindow newest = new TimeWindow(nowMs - objective.goal().slotMs(), nowMs);
        double consumed = status.budget().consumed();
        return new Hearing(
                objective,
                ledger,
                new Reading(scope, newest, "", 0, 0, List.of()),
                new Posted(
                        Slots.Put.UNCHANGED,
                        List.of(),
                        List.of(),
                        status,
                        new BudgetChange(consumed, consumed, BudgetChange.Cause.NEWS)));
    }

    /** Whether the reading is of the newest slot, and that is bad. */
    boolean showsIt() {
        boolean isNewestSlot = reading.window().endMs() == posted.status().metricTimeMs();
        return isNewestSlot && ledger.isBadNow();
    }

    /** What the reading shows of what is wrong; nothing unless it {@link #showsIt}. */
    List<Measurement> evidence() {
        return showsIt() ? objective.indicator().evidence(reading) : List.of();
    }

    /** What an episode is about, as the reading shows it. */
    Episode.Cause cause(Episode episode) {
        if (episode.subject() == Step.Subject.SILENCE) {
            return CauseText.ofSilence(objective, reading, episode.firedMs() - episode.onsetMs());
        }
        List<Alert.Burn> burns = posted.status().tiers().stream()
                .filter(standing -> standing.severity() == episode.severity())
                .findFirst()
                .map(Standing::burns)
                .orElse(List.of());
        return CauseText.of(objective, reading, evidence(), burns);
    }
}
