package io.tidemark.slo.voice;

import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection.Kind;
import java.util.EnumSet;
import java.util.Set;

/** Which objectives' alerts explain which others' of the same model. */
final class Cause {
    private static final Set<Kind> SOURCES = EnumSet.of(Kind.FRESHNESS, Kind.COMPLETENESS, Kind.DEPENDENCY);
    private static final Set<Kind> CONSEQUENCES = EnumSet.of(Kind.DRIFT, Kind.SHARE, Kind.UNSEEN, Kind.CHANGE);

    private Cause() {}

    /** Whether one explains another. What is only tried out explains nothing that is meant. */
    static boolean explains(Objective source, Objective other) {
        boolean isMeant = source.policy().mode() == AlertPolicy.Mode.LIVE
                || other.policy().mode() == AlertPolicy.Mode.DRY_RUN;
        return isSource(source)
                && isConsequence(other)
                && isMeant
                && source.subject().model().equals(other.subject().model());
    }

    /** Whether an objective's own alert that no data come explains its other alerts. */
    static boolean silenceExplains(Objective objective) {
        return isConsequence(objective);
    }

    /** Whether one's alert that no data come speaks for that of another, where both begin at the same instant: of the same readings, to the same people. */
    static boolean speaksForSilence(Objective one, Objective other) {
        return !one.id().equals(other.id())
                && one.subject().equals(other.subject())
                && one.policy().mode() == other.policy().mode()
                && one.about().owners().equals(other.about().owners());
    }

    /** Whether it says that data do not come as they should: then what came is no fair sample. */
    private static boolean isSource(Objective objective) {
        return SOURCES.contains(objective.indicator().selection().kind());
    }

    /** Whether it says that the data look different. */
    private static boolean isConsequence(Objective objective) {
        return CONSEQUENCES.contains(objective.indicator().selection().kind());
    }
}
