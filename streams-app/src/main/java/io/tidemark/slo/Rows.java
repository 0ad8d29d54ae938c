package io.tidemark.slo;

import io.tidemark.slo.Block.Group;
import io.tidemark.slo.Block.Kept;

/**
 * The slots of a ledger in their rows, as they count: what a correction covers is excluded.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class Rows implements Summed {
    private final Plan plan;
    private final Shelf shelf;
    private final Corrections corrections;
    /** First slot that still lies in fine blocks; a multiple of {@link Plan#fine}. */
    private long fineFrom;
    /** First group, as a number of slots, that may lie in coarse blocks; ≤ fineFrom. */
    private long coarseFrom;

    Rows(Plan plan, Shelf shelf, Corrections corrections) {
        this.plan = plan;
        this.shelf = shelf;
        this.corrections = corrections;
    }

    /** Where the rows begin, as stored. */
    void restore(long storedFineFrom, long storedCoarseFrom) {
        fineFrom = storedFineFrom;
        coarseFrom = storedCoarseFrom;
    }

    long fineFrom() {
        return fineFrom;
    }

    long coarseFrom() {
        return coarseFrom;
    }

    /** Begins with a first slot, around which there is nothing. */
    void begin(long slot) {
        fineFrom = blockOf(slot) * plan.fine();
        coarseFrom = fineFrom;
    }

    /** The slot as it came, whatever covers it. <em>Unchecked:</em> it is not summed up yet. */
    Kept raw(long slot) {
        return fine(slot).slots()[Math.floorMod(slot, plan.fine())];
    }

    /** Sets a slot. <em>Unchecked:</em> it is not summed up yet. */
    void set(long slot, Kept kept) {
        Block.Fine block = fine(slot);
        block.slots()[Math.floorMod(slot, plan.fine())] = kept;
        shelf.put(blockOf(slot), block);
        long start = blockOf(slot) * plan.fine();
        coarseFrom = Math.min(coarseFrom, start);
        fineFrom = Math.min(fineFrom, start);
    }

    private Block.Fine fine(long slot) {
        return shelf.fine(blockOf(slot), plan.fine());
    }

    private long blockOf(long slot) {
        return Math.floorDiv(slot, plan.fine());
    }

    /** The slot as it counts. */
    Slot counted(long slot, Kept kept) {
        return isOut(slot, kept) ? Slot.EXCLUDED : kept.slot();
    }

    private boolean isOut(long slot, Kept kept) {
        return kept.isHeard() && corrections.cover(slot * plan.slotMs(), (slot + 1) * plan.slotMs());
    }

    /**
     * What the slots add up to. O(slots) of those that are not summed up, O(groups) of the others.
     *
     * @param from inclusive; where it is summed up already, a group's start
     * @param to exclusive; likewise
     */
    @Override
    public Tally sum(long from, long to) {
        Tally sum = Tally.NONE;
        for (long group = Math.max(from, coarseFrom); group < Math.min(to, fineFrom); group += plan.group()) {
            sum = sum.plus(group(group));
        }
        Block.Fine block = null;
        for (long slot = Math.max(from, fineFrom); slot < to; slot++) {
            int at = Math.floorMod(slot, plan.fine());
            block = block == null || at == 0 ? fine(slot) : block;
            sum = sum.plus(Tally.of(counted(slot, block.slots()[at])));
        }
        return sum;
    }

    /**
     * The sum of the summed-up group that begins with a slot, as it counts. Of a group of which a correction took a part, that part stays
     * out as long as a correction touches the group; another one takes it out if it covers half of it.
     */
    private Tally group(long slot) {
        long number = Math.floorDiv(slot, plan.group());
        Group group = shelf.coarse(Math.floorDiv(number, Plan.COARSE), Plan.COARSE)
                .groups()[Math.floorMod(number, Plan.COARSE)];
        long startMs = slot * plan.slotMs();
        long endMs = startMs + plan.group() * plan.slotMs();
        if (group.outSlots() > 0) {
            return group.kept()
                    .plus(corrections.touch(startMs, endMs) ? Tally.excluded(group.outSlots()) : group.out());
        }
        Tally kept = group.kept();
        return corrections.cover(startMs, endMs) ? Tally.excluded(kept.countedSlots() + kept.excludedSlots()) : kept;
    }

    /**
     * Good and bad from the newest slot backwards, one slot or group at a time.
     *
     * @param last where to begin
     */
    Backwards backwards(long last) {
        return new Backwards(last);
    }

    /** Steps from slot to slot, and from group to group where they are summed up, towards the past. */
    final class Backwards {
        private long at;
        private long blockNumber = Long.MIN_VALUE;
        private Kept[] block = new Kept[0];

        private Backwards(long last) {
            at = last;
        }

        /** Whether there is one. */
        boolean isAny(long first) {
            return at >= Math.max(first, coarseFrom);
        }

        /** First slot of this one. */
        long slot() {
            return at;
        }

        /** What it holds, of a group as one slot of rows. */
        Slot here() {
            if (at >= fineFrom) {
                return counted(at, kept());
            }
            Tally tally = group(at);
            return tally.countedSlots() == 0 ? Slot.EXCLUDED : Slot.ofRows(tally.good(), tally.bad());
        }

        private Kept kept() {
            if (blockNumber != blockOf(at)) {
                blockNumber = blockOf(at);
                block = fine(at).slots();
            }
            return block[Math.floorMod(at, plan.fine())];
        }

        /** Slots of this one. */
        int length() {
            return at >= fineFrom ? 1 : plan.group();
        }

        void back() {
            at -= at - 1 >= fineFrom ? 1 : plan.group();
        }
    }

    /**
     * Sums up what can no longer be revised, and forgets what no lookback reaches. O(1) amortised.
     *
     * @param last newest slot
     * @param lastBefore newest slot before it; between them there is nothing
     * @param firstNeeded first slot that a lookback reaches
     */
    void tidy(long last, long lastBefore, long firstNeeded) {
        long fixedEnd = Math.floorDiv(last - plan.horizon() + 1, plan.fine()) * plan.fine();
        while (plan.isSummingUp() && fineFrom < fixedEnd) {
            if (fineFrom > lastBefore) {
                fineFrom = fixedEnd;
                break;
            }
            sumUp(fineFrom);
            shelf.remove(Block.Kind.FINE, blockOf(fineFrom));
            fineFrom += plan.fine();
        }
        forget(firstNeeded);
    }

    private void sumUp(long start) {
        Kept[] slots = shelf.fine(blockOf(start), plan.fine()).slots();
        for (int at = 0; at < slots.length; at += plan.group()) {
            Group sum = Group.NOTHING;
            for (int slot = at; slot < at + plan.group(); slot++) {
                Tally one = Tally.of(slots[slot].slot());
                sum = sum.plus(
                        isOut(start + slot, slots[slot])
                                ? new Group(Tally.NONE, one, 1)
                                : new Group(one, Tally.NONE, 0));
            }
            if (!sum.equals(Group.NOTHING)) {
                putGroup(Math.floorDiv(start + at, plan.group()), sum);
            }
        }
    }

    private void putGroup(long number, Group sum) {
        long block = Math.floorDiv(number, Plan.COARSE);
        Block.Coarse coarse = shelf.coarse(block, Plan.COARSE);
        coarse.groups()[Math.floorMod(number, Plan.COARSE)] = sum;
        shelf.put(block, coarse);
    }

    private void forget(long firstNeeded) {
        while (!plan.isSummingUp() && fineFrom + plan.fine() <= firstNeeded) {
            shelf.remove(Block.Kind.FINE, blockOf(fineFrom));
            coarseFrom += coarseFrom == fineFrom ? plan.fine() : 0;
            fineFrom += plan.fine();
        }
        long coarseSlots = (long) Plan.COARSE * plan.group();
        long end = Math.floorDiv(Math.min(firstNeeded, fineFrom), coarseSlots);
        for (long block = Math.floorDiv(coarseFrom, coarseSlots); coarseFrom < fineFrom && block < end; block++) {
            shelf.remove(Block.Kind.COARSE, block);
            coarseFrom = (block + 1) * coarseSlots;
        }
    }

    /** Removes everything. */
    void clear(long last) {
        for (long block = blockOf(fineFrom); block <= blockOf(last); block++) {
            shelf.remove(Block.Kind.FINE, block);
        }
        long coarseSlots = (long) Plan.COARSE * plan.group();
        for (long block = Math.floorDiv(coarseFrom, coarseSlots); block * coarseSlots < fineFrom; block++) {
            shelf.remove(Block.Kind.COARSE, block);
        }
    }
}
