package io.tidemark.judge;

import io.tidemark.slo.EpisodeCodec;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slots;
import io.tidemark.slo.Terms;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where judge keeps the ledger of one objective and slice. */
public final class JudgeState {
    private JudgeState() {}

    /**
     * The ledger that was stored.
     *
     * @param slotBytes {@link Ledger#slotBytes()}; null if none were stored
     * @param episodeBytes {@link Ledger#episodeBytes()}; null if none were stored
     * @throws IllegalStateException if a layout is unknown
     */
    public static Ledger of(Terms terms, byte @Nullable [] slotBytes, byte @Nullable [] episodeBytes) {
        return new Ledger(
                terms,
                slotBytes == null ? new Slots(terms.goal()) : Slots.fromBytes(terms.goal(), slotBytes),
                episodeBytes == null ? List.of() : EpisodeCodec.read(episodeBytes));
    }

    /** The key under which an objective's ledger of one slice is stored. */
    public static String key(Objective objective, String slice) {
        return objective.subject().model() + "|" + objective.id() + "|" + slice;
    }
}
