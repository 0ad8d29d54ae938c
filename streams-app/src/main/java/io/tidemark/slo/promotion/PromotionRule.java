package io.tidemark.slo.promotion;

import io.tidemark.domain.Lifecycle;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Objective;
import java.util.List;
import java.util.Set;

/**
 * How far a model has come as its file says, and what a promotion asks for.
 *
 * @param lifecycle how far it has come, until somebody promotes or demotes it
 * @param minimal ids of the objectives that are told while it is experimental; empty for those of availability and releases
 * @param criteria what a promotion asks for
 */
public record PromotionRule(Lifecycle lifecycle, Set<String> minimal, Criteria criteria) {
    /** Of a model that the file says nothing about: it is relied upon. */
    public static final PromotionRule NONE = new PromotionRule(Lifecycle.PRODUCTION, Set.of(), Criteria.NONE);

    public PromotionRule {
        minimal = Set.copyOf(minimal);
    }

    /**
     * What a promotion asks for; what is not asked for is at its emptiest.
     *
     * @param runs how many of the last runs have to be known, 0 for none
     * @param succeeded how many of those have to have succeeded
     * @param met groups whose objectives have to keep their promises
     * @param objectives ids of objectives that have to keep their promises, besides
     * @param isLoadProven whether the newest version has to be loaded
     * @param coverage share of the expected slots over all events that must have been judged, of each objective; 0 for any
     * @param pages most pages in dry run
     * @param observedMs for how long its data have to have been watched, event time; 0 for any
     */
    public record Criteria(
            int runs,
            int succeeded,
            Set<Group> met,
            List<String> objectives,
            boolean isLoadProven,
            double coverage,
            Pages pages,
            long observedMs) {
        /** Nothing is asked for, and so nothing is ever eligible. */
        public static final Criteria NONE = new Criteria(0, 0, Set.of(), List.of(), false, 0, Pages.ANY, 0);

        public Criteria {
            met = Set.copyOf(met);
            objectives = List.copyOf(objectives);
        }

        /** Whether nothing is asked for. */
        public boolean isEmpty() {
            return equals(NONE);
        }
    }

    /**
     * Pages that people would have had.
     *
     * @param most how many are all right; −1 if nobody asks
     * @param overMs in how long a time, event time
     */
    public record Pages(int most, long overMs) {
        /** Nobody asks. */
        public static final Pages ANY = new Pages(-1, 0);
    }

    /** Whether the file says anything of the model's promotion. */
    public boolean isStated() {
        return lifecycle == Lifecycle.EXPERIMENTAL || !criteria.isEmpty();
    }

    /** An objective as it is meant while the model has come that far: what is not minimal is tried out as long as it is experimental. */
    public Objective in(Lifecycle now, Objective objective) {
        boolean isTold = now == Lifecycle.PRODUCTION || isMinimal(objective);
        if (isTold || objective.policy().mode() == AlertPolicy.Mode.DRY_RUN) {
            return objective;
        }
        AlertPolicy policy = objective.policy();
        return new Objective(
                objective.id(),
                objective.subject(),
                objective.indicator(),
                objective.goal(),
                new AlertPolicy(policy.tiers(), AlertPolicy.Mode.DRY_RUN, policy.silence(), policy.consequences()),
                objective.about());
    }

    private boolean isMinimal(Objective objective) {
        if (!minimal.isEmpty()) {
            return minimal.contains(objective.id());
        }
        Group group = Group.of(objective);
        return group == Group.RELEASES || group == Group.AVAILABILITY;
    }
}
