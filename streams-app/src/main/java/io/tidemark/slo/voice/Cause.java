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

    /** Whether it says that data do not come as they should: then what came is no fair sample. */
    private static boolean isSource(Objective objective) {
        return SOURCES.contains(objective.indicator().selection().kind());
    }

    /** Whether it says that the data look different. */
    private static boolean isConsequence(Objective objective) {
        return CONSEQUENCES.contains(objective.indicator().selection().kind());
    }
}
