package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Episode;
import io.tidemark.slo.EpisodeCodec;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slots;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What judge remembers of one objective and slice: its slots, and one episode a severity.
 *
 * <p>Owned by one task; not thread-safe.
 */
public final class JudgeState {
    private final Slots slots;
    private final Map<Alert.Severity, Episode> episodes = new EnumMap<>(Alert.Severity.class);

    private JudgeState(Slots slots) {
        this.slots = slots;
    }

    /**
     * The state that was stored.
     *
     * @param slotBytes {@link #slotBytes()}; null if none were stored
     * @param episodeBytes {@link #episodeBytes()}; null if none were stored
     * @throws IllegalStateException if a layout is unknown
     */
    public static JudgeState of(Objective objective, byte @Nullable [] slotBytes, byte @Nullable [] episodeBytes) {
        JudgeState state = new JudgeState(
                slotBytes == null ? new Slots(objective.goal()) : Slots.fromBytes(objective.goal(), slotBytes));
        for (AlertPolicy.Tier tier : objective.policy().tiers()) {
            state.episodes.put(tier.severity(), new Episode(tier.severity()));
        }
        if (episodeBytes != null) {
            EpisodeCodec.read(episodeBytes).forEach(episode -> state.episodes.put(episode.severity(), episode));
        }
        return state;
    }

    /** The state before the first reading. */
    public static JudgeState fresh(Objective objective) {
        return of(objective, null, null);
    }

    /** The key under which an objective's state of one slice is stored. */
    public static String key(Objective objective, String slice) {
        return objective.subject().model() + "|" + objective.id() + "|" + slice;
    }

    /** The slots as bytes, versioned. */
    public byte[] slotBytes() {
        return slots.toBytes();
    }

    /** The episodes as bytes, versioned. */
    public byte[] episodeBytes() {
        return EpisodeCodec.write(episodes.values());
    }

    public Slots slots() {
        return slots;
    }

    /** The episode of a severity that the objective's policy has. */
    public Episode episode(Alert.Severity severity) {
        Episode episode = episodes.get(severity);
        if (episode == null) {
            throw new IllegalArgumentException(
                    "the policy has no such severity: severity=" + severity + ", severities=" + episodes.keySet());
        }
        return episode;
    }
}
