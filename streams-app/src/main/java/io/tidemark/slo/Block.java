package io.tidemark.slo;

import java.util.Arrays;

/**
 * A row of neighbouring slots: native ones, or the sums of an hour's each.
 *
 * <p>Owned by one task; not thread-safe.
 */
public sealed interface Block {
    /** Which row of a ledger a block is. */
    enum Kind {
        /** Native slots, each with its revision. */
        FINE,
        /** Sums of about an hour of slots each, which can no longer be revised. */
        COARSE
    }

    /** The block in the layout of {@link BlockCodec}. */
    default byte[] toBytes() {
        return BlockCodec.write(this);
    }

    /** Native slots; what was not heard of is {@link Kept#NOTHING}. */
    record Fine(Kept[] slots) implements Block {
        /** A block of slots of which nothing was heard. */
        public static Fine empty(int size) {
            Kept[] slots = new Kept[size];
            Arrays.fill(slots, Kept.NOTHING);
            return new Fine(slots);
        }
    }

    /** Sums of groups of slots; what was not heard of is {@link Group#NOTHING}. */
    record Coarse(Group[] groups) implements Block {
        /** A block of groups of which nothing was heard. */
        public static Coarse empty(int size) {
            Group[] groups = new Group[size];
            Arrays.fill(groups, Group.NOTHING);
            return new Coarse(groups);
        }
    }

    /**
     * The sums of a group of slots.
     *
     * @param kept of the slots that no correction covered when they were summed up
     * @param out of those that one covered, as if none did
     * @param outSlots how many those are
     */
    record Group(Tally kept, Tally out, int outSlots) {
        static final Group NOTHING = new Group(Tally.NONE, Tally.NONE, 0);

        Group plus(Group other) {
            return new Group(kept.plus(other.kept), out.plus(other.out), outSlots + other.outSlots);
        }
    }

    /**
     * A slot with the revision it came with.
     *
     * @param slot what it holds
     * @param revision of the point that said so
     */
    record Kept(Slot slot, int revision) {
        static final Kept NOTHING = new Kept(Slot.ABSENT, 0);

        boolean isHeard() {
            return slot.kind() != Slot.Kind.ABSENT;
        }
    }
}
