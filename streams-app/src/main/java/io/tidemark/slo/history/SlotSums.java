package io.tidemark.slo.history;

import io.tidemark.domain.Scope;
import io.tidemark.slo.Slices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts over time, summed up in the slots of one objective.
 *
 * <p><b>Fractions</b> are carried on from slot to slot within a slice, so that no sum over time is off by one or more.
 *
 * <p><b>All events.</b> Where the history has no slice of all events, it is the sum of its slices; where these are of several
 * groupings, which would count everything more than once, of the grouping that came first.
 *
 * <p><b>Gaps.</b> Every slice that was seen is told of in every slot, and so are its silences, until it was silent for so long that it is
 * forgotten. Points of no rows are no silence. Slices beyond {@code mostSlices} are one, {@code __other__}; only the names of these, and of slices that
 * are not kept, have no bound here: the source of the points has one.
 *
 * <p>Owned by one thread.
 */
public final class SlotSums {
    private static final double ROUNDING = 1e-9;

    private final Layout layout;
    private final Out out;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Set<String> folded = new HashSet<>();
    private final Set<String> leftOut = new HashSet<>();
    private Set<String> grouping = Set.of();
    private boolean hasGrouping;
    private boolean isEmpty = true;
    private long slot;

    /**
     * How a history is summed up.
     *
     * @param slotMs length of a slot
     * @param forgetAfter slots of silence after which a slice is forgotten
     * @param slices which slices are kept
     * @param hasWhole whether the history itself has counts of all events
     * @param mostSlices slices beside that of all events that are kept apart
     */
    public record Layout(long slotMs, long forgetAfter, Slices slices, boolean hasWhole, int mostSlices) {}

    /** Takes the slots, in order. */
    public interface Out {
        /** One slot; of each slice known, the slice of all events first. */
        void slot(long startMs, List<Sum> sums);
    }

    /**
     * What one slot holds of one slice.
     *
     * @param slice its name
     * @param good good ones, ≥ 0
     * @param bad bad ones, ≥ 0
     * @param presence whether anything was heard of it
     */
    public record Sum(String slice, long good, long bad, Presence presence) {}

    /** Whether anything was heard of a slice in a slot. */
    public enum Presence {
        /** There were points, of no rows maybe. */
        HEARD,
        /** There was none. */
        SILENT,
        /** There was none for so long that the slice is forgotten. */
        FORGOTTEN
    }

    public SlotSums(Layout layout, Out out) {
        this.layout = layout;
        this.out = out;
    }

    /**
     * Adds counts. O(1), and O(slices) for each slot that time moves on by.
     *
     * @throws IllegalArgumentException if the time is before that of the last call's slot
     */
    public void add(long timeMs, String slice, double good, double bad) {
        moveTo(Math.floorDiv(timeMs, layout.slotMs));
        if (slice.equals(Scope.ALL)) {
            addTo(Scope.ALL, good, bad);
            return;
        }
        if (!layout.hasWhole && isOfFirstGrouping(slice)) {
            addTo(Scope.ALL, good, bad);
        }
        addTo(apart(slice), good, bad);
    }

    private void moveTo(long next) {
        if (!isEmpty && next < slot) {
            throw new IllegalArgumentException("counts must come in order of time: slot=" + next * layout.slotMs
                    + ", last slot=" + slot * layout.slotMs);
        }
        while (!isEmpty && slot < next && !lines.isEmpty()) {
            flush();
            slot++;
        }
        slot = next;
        isEmpty = false;
    }

    private boolean isOfFirstGrouping(String slice) {
        if (!hasGrouping) {
            grouping = Scope.dimensions(slice);
            hasGrouping = true;
        }
        return Scope.dimensions(slice).equals(grouping);
    }

    private String apart(String slice) {
        int kept = lines.size() - (lines.containsKey(Scope.ALL) ? 1 : 0) - (lines.containsKey(Scope.OTHER) ? 1 : 0);
        if (lines.containsKey(slice) || kept < layout.mostSlices || !layout.slices.include(slice)) {
            return slice;
        }
        folded.add(slice);
        return Scope.OTHER;
    }

    private void addTo(String slice, double good, double bad) {
        if (slice.equals(Scope.OTHER) || layout.slices.include(slice)) {
            lines.computeIfAbsent(slice, Line::new).add(good, bad);
        } else if (!slice.equals(Scope.ALL)) {
            leftOut.add(slice);
        }
    }

    private void flush() {
        List<Sum> sums = new ArrayList<>(lines.size());
        Line whole = lines.get(Scope.ALL);
        if (whole != null) {
            sums.add(whole.take(layout.forgetAfter));
        }
        for (Line line : lines.values()) {
            if (line != whole) {
                sums.add(line.take(layout.forgetAfter));
            }
        }
        lines.values().removeIf(line -> line.silent >= layout.forgetAfter);
        out.slot(slot * layout.slotMs, sums);
    }

    /** Tells of the last slot. */
    public void finish() {
        if (!isEmpty && !lines.isEmpty()) {
            flush();
        }
        isEmpty = true;
    }

    /** How many slices are in {@code __other__}. */
    public int folded() {
        return folded.size();
    }

    /** How many slices the objective keeps no budget of. */
    public int leftOut() {
        return leftOut.size();
    }

    /** One slice. */
    private static final class Line {
        private final String slice;
        private double good;
        private double bad;
        private boolean isHeard;
        private long silent;

        private Line(String slice) {
            this.slice = slice;
        }

        private void add(double moreGood, double moreBad) {
            good += moreGood;
            bad += moreBad;
            isHeard = true;
        }

        /** The whole ones; fractions stay for the next slot. */
        private Sum take(long forgetAfter) {
            if (!isHeard) {
                silent++;
                return new Sum(slice, 0, 0, silent >= forgetAfter ? Presence.FORGOTTEN : Presence.SILENT);
            }
            long wholeGood = (long) Math.floor(good + ROUNDING);
            long wholeBad = (long) Math.floor(bad + ROUNDING);
            good -= wholeGood;
            bad -= wholeBad;
            silent = 0;
            isHeard = false;
            return new Sum(slice, wholeGood, wholeBad, Presence.HEARD);
        }
    }
}
