package io.tidemark.slo;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of a point, a correction or a changed objective.
 *
 * @param put what became of the slot; with UNCHANGED and TOO_LATE nothing else happened
 * @param steps what there is to tell, and the transitions that nobody is told of, the most urgent severity first
 * @param suppressed what a guard kept people from being told
 * @param status how the objective stands now
 * @param change what became of the consumed share
 */
public record Posted(Slots.Put put, List<Step> steps, List<Suppressed> suppressed, Status status, BudgetChange change) {
    public Posted {
        steps = List.copyOf(steps);
        suppressed = List.copyOf(suppressed);
    }

    /** Whether a slot changed. */
    public boolean hasChanged() {
        return put == Slots.Put.NEWEST || put == Slots.Put.REVISED;
    }

    /** Whether the past was revised, and moved the consumed share by a point or more: worth telling. */
    public boolean isBudgetRevised() {
        return change.cause() != BudgetChange.Cause.NEWS && change.isWorthTelling();
    }

    /** The same with steps before its own. */
    Posted after(List<Step> first) {
        List<Step> all = new ArrayList<>(first);
        all.addAll(steps);
        return new Posted(put, all, suppressed, status, change);
    }

    /** The steps that people are told of. */
    public List<Step> told() {
        return steps.stream().filter(Step::isTold).toList();
    }
}
