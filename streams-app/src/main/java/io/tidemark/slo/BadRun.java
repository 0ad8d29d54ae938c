package io.tidemark.slo;

/**
 * Where the newest bad run began: the change point of Page's cumulated sums, looked for backwards.
 *
 * <p>Each slot is evidence for "it burned already" against "it was in order", as the logarithm of how much likelier it is at the share
 * of bad ones in the pair's long lookback, p₁, than at half of what is allowed, p₀ = (1 − target) / 2:
 * bad · ln(p₁ / p₀) + good · ln((1 − p₁) / (1 − p₀)), at most ln 100 either way, so that
 * no slot outweighs many. The run begins with the bad slot behind which the evidence is greatest. It is looked for until a short lookback
 * before it burns below 1, and the slots say at twenty to one that all was in order. So a few bad rows among many are one run however far they
 * lie apart, and an outage that was over is another one.
 *
 * <p>Slots that do not count say nothing, nor do those in doubt.
 *
 * <p>E. S. Page, Continuous inspection schemes, Biometrika 41 (1954).
 */
final class BadRun {
    private static final double TWENTY_TO_ONE = Math.log(20);
    private static final double MOST = Math.log(100);
    private static final double ALL = 0.95;

    private final Goal goal;
    private final double ofBad;
    private final double ofGood;

    /**
     * A run that looks like a lookback.
     *
     * @param seen what the long lookback adds up to
     */
    BadRun(Goal goal, Tally seen) {
        double healthy = BurnPair.HEALTHY * goal.errorShare();
        double share = seen.total() == 0 ? ALL : (double) seen.bad() / seen.total();
        double burning = Math.min(Math.max(ALL, goal.errorShare()), Math.max(share, goal.errorShare()));
        this.goal = goal;
        this.ofBad = Math.log(burning / healthy);
        this.ofGood = Math.log((1 - burning) / (1 - healthy));
    }

    private double evidence(Slot slot) {
        if (slot.kind() == Slot.Kind.DOUBTFUL) {
            return 0;
        }
        double evidence = (slot.bad() * ofBad + slot.good() * ofGood) / goal.partsOfSlice();
        return Math.max(-MOST, Math.min(MOST, evidence));
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
        double sum = 0;
        double most = 0;
        for (Rows.Backwards step = rows.backwards(newestBad); step.isAny(first); step.back()) {
            Slot here = step.here();
            stretch.add(step.slot(), here);
            sum += evidence(here);
            if (here.isBad(goal.errorShare()) && sum >= most) {
                most = sum;
                onset = step.slot();
            }
            if (most - sum > TWENTY_TO_ONE && stretch.isBefore(onset) && stretch.isInOrder(goal.errorShare())) {
                return onset;
            }
        }
        return onset;
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
