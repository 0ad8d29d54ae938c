package io.tidemark.runtime.letters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many letters there are, by reason, topic and hour, and the newest of them. What it keeps is bounded. Used by one thread. */
public final class LetterCensus {
    private static final long HOUR_MS = 3_600_000;
    private static final int MOST_GROUPS = 10_000;
    private static final Comparator<Letter> OLDEST_FIRST = Comparator.<Letter>comparingLong(
                    letter -> letter.cause().writtenMs())
            .thenComparingInt(letter -> letter.id().partition())
            .thenComparingLong(letter -> letter.id().offset());

    private final int newestKept;
    private final SortedMap<Group, Tally> groups = new TreeMap<>();
    private final PriorityQueue<Letter> newest = new PriorityQueue<>(OLDEST_FIRST);
    private long letters;
    private long waiting;

    /** A census that shows that many of the newest. */
    public LetterCensus(int newestKept) {
        this.newestKept = newestKept;
    }

    /**
     * What letters are counted by.
     *
     * @param hourMs start of the hour in which they were written
     */
    public record Group(String reason, String topic, long hourMs) implements Comparable<Group> {
        @Override
        public int compareTo(Group other) {
            return Comparator.comparing(Group::reason)
                    .thenComparing(Group::topic)
                    .thenComparingLong(Group::hourMs)
                    .compare(this, other);
        }
    }

    /**
     * Some letters.
     *
     * @param replayed those among them that were sent again
     * @param firstMs when the first was written
     * @param lastMs when the last was
     */
    public record Tally(long letters, long replayed, long firstMs, long lastMs) {
        /** Those that were not sent again. */
        public long waiting() {
            return letters - replayed;
        }

        /** Both together. */
        public Tally plus(Tally other) {
            return new Tally(
                    letters + other.letters,
                    replayed + other.replayed,
                    Math.min(firstMs, other.firstMs),
                    Math.max(lastMs, other.lastMs));
        }
    }

    /** Whether a letter was sent again. */
    public enum Fate {
        WAITING,
        REPLAYED
    }

    /** Counts one. */
    public void count(Letter letter, Fate fate) {
        long writtenMs = letter.cause().writtenMs();
        letters++;
        waiting += fate == Fate.WAITING ? 1 : 0;
        Group group = new Group(
                letter.cause().reason(), letter.origin().topic(), Math.floorDiv(writtenMs, HOUR_MS) * HOUR_MS);
        if (groups.size() >= MOST_GROUPS && !groups.containsKey(group)) {
            group = new Group("(others)", "", 0);
        }
        groups.merge(group, new Tally(1, fate == Fate.REPLAYED ? 1 : 0, writtenMs, writtenMs), Tally::plus);
        if (newestKept > 0) {
            newest.add(letter.withoutBody());
            if (newest.size() > newestKept) {
                newest.remove();
            }
        }
    }

    public long letters() {
        return letters;
    }

    /** Those that were not sent again. */
    public long waiting() {
        return waiting;
    }

    /** By reason, topic and hour, in this order. */
    public SortedMap<Group, Tally> hours() {
        return new TreeMap<>(groups);
    }

    /** By reason and topic; the hour is 0. */
    public SortedMap<Group, Tally> wholes() {
        SortedMap<Group, Tally> wholes = new TreeMap<>();
        groups.forEach((group, tally) -> wholes.merge(new Group(group.reason(), group.topic(), 0), tally, Tally::plus));
        return wholes;
    }

    /** The newest, the last written last; without their bodies. */
    public List<Letter> newest() {
        List<Letter> all = new ArrayList<>(newest);
        all.sort(OLDEST_FIRST);
        return all;
    }
}
