package io.tidemark.slo;

import io.tidemark.stats.verdict.Chance;

/**
 * Where the newest bad run began: the change point of the greatest likelihood ratio, looked for backwards.
 *
 * <p>A run of n rows, k of them bad, speaks for "its share of bad ones is k / n" and against "half of what is allowed", p₀ = (1 − target) / 2,
 * with n · KL(k / n ‖ p₀), KL the divergence of two shares. The run begins with the bad slot from which on that is greatest. It is looked for until a short
 * lookback before it burns below 1, and the slots since say at twenty to one that all was in order and not as in the run, whose share is taken at its least. So a few bad rows
 * among many are one run however far they lie apart, an outage that was over is another one, and the odd bad row before an outage is no part of it.
 *
 * <p>Slots that do not count say nothing, nor do those in doubt.
 *
 * <p>D. Siegmund, Sequential Analysis (1985), ch. 2 and 11.
 */
final class BadRun {
    private static final double TWENTY_TO_ONE = Math.log(20);
    private static final double ALL = 0.95;

    private final Goal goal;
    private final double healthy;

    BadRun(Goal goal) {
        this.goal = goal;
        this.healthy = AlertPolicy.Least.HEALTHY * goal.errorShare();
    }

    /**
     * First slot of the run. O(slots of the run and of the calm before it).
     *
     * @param rows where the slots are
     * @param newestBad the newest bad slot
     * @param first where to end
     * @param calmMs for how long it has to have been in order, ms
     */
    long firstSlot(Rows rows, long newestBad, long first, long calmMs) {
        Stretch stretch = new Stretch(rows.backwards(newestBad), goal.slotsOf(calmMs));
        long onset = newestBad;
        Tally run = Tally.NONE;
        Tally all = Tally.NONE;
        double share = 0;
        for (Rows.Backwards step = rows.backwards(newestBad); step.isAny(first); step.back()) {
            Slot here = step.here();
            stretch.add(step.slot(), here);
            all = here.kind() == Slot.Kind.DOUBTFUL ? all : all.plus(Tally.of(here));
            if (here.isBad(goal.errorShare()) && evidence(all) >= evidence(run)) {
                run = all;
                share = share(run);
                onset = step.slot();
            }
            if (stretch.isBefore(onset) && stretch.isInOrder(goal.errorShare()) && isOver(share, all.minus(run))) {
                return onset;
            }
        }
        return onset;
    }

    /** For "as bad as it is" and against "in order", in nats; ≥ 0. */
    private double evidence(Tally run) {
        double bad = run.bad();
        double good = run.good();
        double share = bad / Math.max(1, bad + good);
        if (share <= healthy) {
            return 0;
        }
        double ofGood = good == 0 ? 0 : good * Math.log((1 - share) / (1 - healthy));
        return (bad * Math.log(share / healthy) + ofGood) / goal.partsOfSlice();
    }

    /** What the run's share is at least. */
    private double share(Tally run) {
        double parts = goal.partsOfSlice();
        double least = Chance.leastShare(run.bad() / parts, run.total() / parts);
        return Math.min(Math.max(ALL, goal.errorShare()), Math.max(goal.errorShare(), least));
    }

    /** Whether what came before the run says at twenty to one that it was in order and not as in the run. */
    private boolean isOver(double share, Tally before) {
        double ofBad = Math.log(share / healthy) * before.bad();
        double ofGood = Math.log((1 - share) / (1 - healthy)) * before.good();
        return (ofBad + ofGood) / goal.partsOfSlice() < -TWENTY_TO_ONE;
    }

    /** The slots of one short lookback, moving into the past. */
    private static final class Stretch {
        private final Rows.Backwards newest;
        private final long slots;
        private long oldest;
        private Tally tally = Tally.NONE;

        private Stretch(Rows.Backwards newest, long slots) {
            this.newest = newest;
            this.slots = slots;
        }

        private void add(long slot, Slot value) {
            oldest = slot;
            for (; newest.slot() > slot && newest.slot() - slot >= slots; newest.back()) {
                tally = tally.minus(Tally.of(newest.here()));
            }
            tally = tally.plus(Tally.of(value));
        }

        private boolean isBefore(long slot) {
            return slot - oldest >= slots;
        }

        private boolean isInOrder(double errorShare) {
            return tally.bad() <= errorShare * tally.total();
        }
    }
}
