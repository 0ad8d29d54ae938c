package io.tidemark.slo.promotion;

import io.tidemark.domain.Scope;
import io.tidemark.slo.Objective;
import io.tidemark.slo.run.RunObjective;

/**
 * A promise of a model, of its events or of its training runs, as far as a promotion asks for it.
 *
 * @param id the objective's
 * @param group which criterion speaks of it
 * @param isExpected whether something is to be heard of it all the time, over all events: not of versions and runs before there are some, nor where only
 *     slices are judged
 */
public record Promised(String id, Group group, boolean isExpected) {
    /** That of an objective. */
    public static Promised of(Objective objective) {
        Group group = Group.of(objective);
        boolean isOfAll = objective.subject().slices().include(Scope.ALL);
        return new Promised(objective.id(), group, isOfAll && group != Group.RELEASES);
    }

    /** That of an objective of training runs. */
    public static Promised of(RunObjective objective) {
        return new Promised(objective.id(), Group.TRAINING, false);
    }
}
