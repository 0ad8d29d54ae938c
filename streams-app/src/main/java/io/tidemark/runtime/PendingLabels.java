package io.tidemark.runtime;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Labels of a file that are not known yet at the time that the file has come to. So many may wait; beyond, the earliest are told at once: what they say is joined in
 * whatever order it comes.
 *
 * <p>Owned by one thread.
 */
final class PendingLabels {
    private static final int MOST = 1_000_000;

    private final PriorityQueue<Pending> pending = new PriorityQueue<>(Comparator.comparingLong(Pending::knownMs));
    private final Consumer<byte[]> out;

    PendingLabels(Consumer<byte[]> out) {
        this.out = out;
    }

    private record Pending(long knownMs, byte[] label) {}

    void add(byte[] label, long knownMs) {
        pending.add(new Pending(knownMs, label));
        if (pending.size() > MOST) {
            out.accept(pending.remove().label());
        }
    }

    /** Tells the labels that were known by a time, in the order of their times. */
    void release(long timeMs) {
        while (!pending.isEmpty() && pending.peek().knownMs() <= timeMs) {
            out.accept(pending.remove().label());
        }
    }
}
