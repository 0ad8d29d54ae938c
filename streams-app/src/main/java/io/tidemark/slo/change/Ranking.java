package io.tidemark.slo.change;

import io.tidemark.domain.AlertContext.Suspect;
import io.tidemark.domain.Change;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which changes may have caused a bad run, the likeliest first. A rank is no proof: it is nearness in time × scope × kind, each in (0, 1].
 *
 * <ul>
 *   <li><b>Nearness</b>, of a change l before the onset: 2^(−l / half-life), {@link Onset#halfLifeMs}. Of one within the first bad slot,
 *       at the part f of it: 1 − f², for it can have spoiled only the rest of it, and a strong effect needs little of that.
 *   <li><b>Scope</b>: made where the slice is not {@value #ELSEWHERE}, else of all models {@value #ALL_MODELS}, a dependency of the model
 *       {@value #UPSTREAM}, made in a part of the slice {@value #IN_PART}, the model itself 1.
 *   <li><b>Kind</b>: deployed, loaded, rolled back, configuration, flag 1; schema, data source, a failed load 0.9; promoted, retrained 0.8;
 *       a dependency 1, as its scope says it all; other 0.5.
 * </ul>
 *
 * <p>Ranks do not depend on the order of arrival: equal scores are ordered by time, the latest first, then by event id.
 */
public final class Ranking {
    /** Most candidates that an alert carries. */
    public static final int MOST = 3;

    /** Below, a change is no candidate: ten half-lives. */
    public static final double LEAST_SCORE = 0.001;

    private static final double ELSEWHERE = 0.05;
    private static final double ALL_MODELS = 0.3;
    private static final double UPSTREAM = 0.6;
    private static final double IN_PART = 0.6;

    private static final Comparator<Suspect> ORDER = Comparator.comparingDouble(Suspect::score)
            .thenComparingLong(suspect -> suspect.change().atMs())
            .reversed()
            .thenComparing(suspect -> suspect.change().eventId());

    private Ranking() {}

    /** The candidates among the changes, at most {@value #MOST}, the likeliest first. O(changes). */
    public static List<Suspect> of(Collection<Change> changes, Onset onset) {
        return changes.stream()
                .filter(change -> change.atMs() >= onset.fromMs() && change.atMs() < onset.toMs())
                .map(change -> new Suspect(change, onset.atMs() - change.atMs(), score(change, onset)))
                .filter(suspect -> suspect.score() >= LEAST_SCORE)
                .sorted(ORDER)
                .limit(MOST)
                .toList();
    }

    private static double score(Change change, Onset onset) {
        return nearness(onset.atMs() - change.atMs(), onset) * scope(change, onset.slice()) * kind(change.kind());
    }

    private static double nearness(long leadMs, Onset onset) {
        if (leadMs >= 0) {
            return Math.pow(2, -(double) leadMs / onset.halfLifeMs());
        }
        double part = (double) -leadMs / onset.slotMs();
        return 1 - part * part;
    }

    private static double scope(Change change, String slice) {
        if (SliceValues.contradicts(change, slice)) {
            return ELSEWHERE;
        }
        if (change.concernsAllModels()) {
            return ALL_MODELS;
        }
        if (change.kind() == Change.Kind.DEPENDENCY) {
            return UPSTREAM;
        }
        return SliceValues.isInPart(change, slice) ? IN_PART : 1;
    }

    private static double kind(Change.Kind kind) {
        return switch (kind) {
            case DEPLOYED, LOADED, ROLLED_BACK, CONFIG_CHANGED, FEATURE_FLAG, DEPENDENCY -> 1;
            case SCHEMA_CHANGED, DATA_SOURCE_CHANGED, LOAD_FAILED -> 0.9;
            case PROMOTED, RETRAINED, DEMOTED -> 0.8;
            case OTHER -> 0.5;
        };
    }
}
