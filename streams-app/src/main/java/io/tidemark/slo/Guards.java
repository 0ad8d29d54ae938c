package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.slo.Episode.Hearing;
import io.tidemark.slo.FittedTier.Standing;
import java.util.ArrayList;
import java.util.List;

/** Says what kept people from being told. */
final class Guards {
    private Guards() {}

    /** The pairs of a tier that would burn but for a guard. */
    static List<Suppressed> suppressed(FittedTier tier, Standing standing, Sight sight) {
        List<Suppressed> all = new ArrayList<>();
        for (int i = 0; i < tier.pairs().size(); i++) {
            BurnPair pair = tier.pairs().get(i);
            pair.suppressed(standing.burns().get(i), sight.goal(), sight.slots())
                    .ifPresent(why -> all.add(new Suppressed(standing.severity(), pair.longMs(), pair.shortMs(), why)));
        }
        return all;
    }

    /** Why an episode that burns, or waited, was not told. */
    static List<Suppressed> suppressed(Episode episode, Hearing hearing) {
        List<Suppressed> all = new ArrayList<>();
        if (episode.previousState() == Alert.State.PENDING && episode.state() == Alert.State.INACTIVE) {
            all.add(new Suppressed(episode.severity(), 0, 0, Suppressed.Why.PENDING_DIED));
        }
        if (hearing == Hearing.INHIBITED && episode.state() == Alert.State.FIRING && !episode.isTold()) {
            all.add(new Suppressed(episode.severity(), 0, 0, Suppressed.Why.INHIBITED));
        }
        return all;
    }
}
