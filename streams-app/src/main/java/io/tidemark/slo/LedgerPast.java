package io.tidemark.slo;

import io.tidemark.domain.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How an objective stood at earlier times, by what its ledger knows today: the same sums and formulas as {@link Ledger#status}, ended at an
 * earlier slot. Late data and corrections that came since are in it, so it may differ from what was said then; at the newest slot it is
 * what is said now.
 *
 * <p>A ledger keeps slots by themselves for a day, hours for its window, and nothing older; where a sum would need more, it is not known. A
 * rolling window's consumed share is therefore known for the past only as long as the ledger is younger than two windows; its
 * {@link Moment#spent} is known for all of the present window.
 *
 * <p>Reads the shelf once, and writes nothing. Owned by one request; not thread-safe.
 */
public final class LedgerPast {
    private final Terms terms;
    private final Slots slots;
    private final RowTotals totals;

    private LedgerPast(Terms terms, Slots slots) {
        this.terms = terms;
        this.slots = slots;
        this.totals = slots.totals();
    }

    /**
     * Of a ledger; empty if there is none yet, or its slots are those of another indicator, which count no more.
     *
     * @param corrections those of the ledger, see {@link Corrections#of(String, String)}
     * @throws IllegalStateException if the layout is unknown
     */
    public static List<LedgerPast> open(Terms terms, Corrections corrections, Shelf shelf) {
        byte[] bytes = shelf.head();
        if (bytes.length == 0) {
            return List.of();
        }
        LedgerCodec.Head head = LedgerCodec.read(bytes);
        if (head.revision().indicator() != terms.revision().indicator()) {
            return List.of();
        }
        Slots slots = new Slots(terms.goal(), new int[0], shelf, corrections);
        slots.read(head.slots());
        return List.of(new LedgerPast(terms, slots));
    }

    /**
     * How it stood at the end of a slot.
     *
     * @param endMs event time
     * @param consumed share of the budget of the window that ended then, ≥ 0; empty where not all of that window is kept
     * @param spent share of the budget of the <em>present</em> window that was used by then: from 0 at its start to what is consumed now; empty
     *     before its start
     * @param burns of each pair of the policy, the most urgent severity first
     */
    public record Moment(long endMs, OptionalDouble consumed, OptionalDouble spent, List<Burn> burns) {
        public Moment {
            burns = List.copyOf(burns);
        }
    }

    /** How fast the budget was used over a pair's lookbacks, 1 for just as fast as it lasts; empty where these are not kept. */
    public record Burn(Alert.Severity severity, BurnPair pair, OptionalDouble burnLong, OptionalDouble burnShort) {}

    /** End of the newest slot. */
    public long newestEndMs() {
        return slots.newestEndMs();
    }

    /** Start of the first slot that anything is known of. */
    public long keptFromMs() {
        return Math.max(slots.origin(), totals.first()) * slotMs();
    }

    /** From then on slots are kept by themselves; before it, groups of {@link #groupMs}. */
    public long fineFromMs() {
        return Math.max(slots.origin(), totals.fineFrom()) * slotMs();
    }

    /** Length of what older slots are summed up to: an hour, or as many slots as fit into it. */
    public long groupMs() {
        return slots.plan().group() * slotMs();
    }

    public long slotMs() {
        return terms.goal().slotMs();
    }

    public Terms terms() {
        return terms;
    }

    /** Sums of the slots of a time. <em>Unchecked:</em> before {@link #fineFromMs} it begins and ends where groups do. O(1). */
    public Tally tally(long fromMs, long toMs) {
        return totals.sum(slot(fromMs), slot(toMs));
    }

    private long slot(long ms) {
        return Math.floorDiv(ms, slotMs());
    }

    /** How it stood at the end of the slot that ended then, or before; at the latest at the end of the newest. O(pairs). */
    public Moment at(long endMs) {
        long last = Math.min(slot(endMs) - 1, slots.last());
        boolean isKnown = last >= slots.origin() && totals.isEdge(last + 1);
        Slots past = slots.asOf(isKnown ? last : slots.last(), totals);
        List<Burn> burns = new ArrayList<>();
        for (FittedTier tier : terms.tiers()) {
            for (BurnPair pair : tier.pairs()) {
                OptionalDouble burnLong = isKnown ? burn(pair.longMs(), past) : OptionalDouble.empty();
                OptionalDouble burnShort = isKnown ? burn(pair.shortMs(), past) : OptionalDouble.empty();
                burns.add(new Burn(tier.tier().severity(), pair, burnLong, burnShort));
            }
        }
        return new Moment(
                (last + 1) * slotMs(),
                isKnown && isWindowKept(past)
                        ? OptionalDouble.of(ErrorBudget.of(terms.goal(), past).consumed())
                        : OptionalDouble.empty(),
                isKnown ? spent(last + 1) : OptionalDouble.empty(),
                burns);
    }

    private OptionalDouble burn(long lookbackMs, Slots past) {
        Goal goal = terms.goal();
        boolean isKept =
                isKept(past.plan().startOf((int) Math.min(goal.slots(), goal.slotsOf(lookbackMs)), past.last()));
        return isKept ? OptionalDouble.of(BurnRate.over(lookbackMs, goal, past)) : OptionalDouble.empty();
    }

    private boolean isWindowKept(Slots past) {
        boolean needsRate = terms.goal().window() instanceof Window.Calendar;
        return isKept(past.windowFrom())
                && (!needsRate || isKept(past.plan().startOf(terms.goal().slots(), past.last())));
    }

    /** Whether all from a slot on is known: it is kept, or nothing older was ever heard of. */
    private boolean isKept(long from) {
        boolean isAllKept = slots.origin() >= totals.first();
        return isAllKept && from <= slots.origin() || from >= totals.first() && totals.isEdge(from);
    }

    private OptionalDouble spent(long end) {
        Slots now = slots.asOf(slots.last(), totals);
        if (end <= now.windowFrom()) {
            return OptionalDouble.empty();
        }
        long bad = totals.sum(now.windowFrom(), end).bad();
        return OptionalDouble.of(ErrorBudget.share(bad, terms.goal(), now));
    }
}
