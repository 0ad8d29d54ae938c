package io.tidemark.stats.sketch;

import io.tidemark.stats.HotPath;
import java.util.Arrays;

/**
 * How often each id came, exactly while there are few ids and of a fair sample of them beyond: what duplicates are counted with.
 *
 * <p>Kept is (hash → occurrences) of the ids whose 64-bit hash begins with {@link #level()} zero bits, the level being the smallest at
 * which at most {@value #MOST_IDS} different ids remain (adaptive sampling; Flajolet, Computing 34, 1990, doi:10.1007/BF02241657). Which ids
 * these are depends on the ids alone: so samples add exactly, in any order and grouping, and equal input leaves equal samples. A fresh
 * one is the identity of {@link #add(IdSample)}.
 *
 * <p>Up to {@value #MOST_IDS} different ids everything is exact (but for two ids of one hash: 1 in 10¹² at that many). Memory is at most 128 kB
 * for the live table and 40 kB as bytes. Owned by one task; not thread-safe.
 */
public final class IdSample {
    /** Most ids that are kept. */
    public static final int MOST_IDS = 4096;

    private static final int SMALLEST_TABLE = 64;
    private static final long[] NOTHING = {};

    private long[] hashes = NOTHING;
    private long[] occurrences = NOTHING;
    private int size;
    private int level;
    private long rows;

    /** One row with an id of that hash; amortised O(1), no object but when the table grows. */
    @HotPath
    public void count(long hash) {
        rows++;
        put(hash, 1);
    }

    /** Adds another sample: exact, commutative, associative. */
    public void add(IdSample other) {
        rows += other.rows;
        raiseTo(other.level);
        for (int slot = 0; slot < other.hashes.length; slot++) {
            if (other.occurrences[slot] > 0) {
                put(other.hashes[slot], other.occurrences[slot]);
            }
        }
    }

    /**
     * A sample as it was written.
     *
     * @throws IllegalArgumentException if it is none: a level outside [0, 63], more ids than {@value #MOST_IDS}, an id without occurrences
     */
    public static IdSample of(long rows, int level, long[] hashes, long[] occurrences) {
        boolean isSound = level >= 0
                && level < Long.SIZE
                && hashes.length == occurrences.length
                && hashes.length <= MOST_IDS
                && Arrays.stream(occurrences).allMatch(count -> count > 0);
        if (!isSound) {
            throw new IllegalArgumentException("a sample of ids needs a level in [0, 63] and at most " + MOST_IDS
                    + " ids that came: level=" + level + ", ids=" + hashes.length);
        }
        IdSample sample = new IdSample();
        sample.level = level;
        for (int i = 0; i < hashes.length; i++) {
            sample.put(hashes[i], occurrences[i]);
        }
        sample.rows = rows;
        return sample;
    }

    @HotPath
    private void put(long hash, long times) {
        if (!isSampled(hash)) {
            return;
        }
        if (2 * (size + 1) > hashes.length) {
            rebuild(Math.max(SMALLEST_TABLE, 2 * hashes.length));
        }
        int slot = slotOf(hash);
        if (occurrences[slot] == 0) {
            hashes[slot] = hash;
            size++;
        }
        occurrences[slot] += times;
        if (size > MOST_IDS) {
            raiseTo(level + 1);
        }
    }

    private boolean isSampled(long hash) {
        return level == 0 || hash >>> (Long.SIZE - level) == 0;
    }

    private int slotOf(long hash) {
        int mask = hashes.length - 1;
        int slot = (int) hash & mask;
        while (occurrences[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Forgets the ids that a higher level leaves out, and goes on while there are still too many. */
    private void raiseTo(int least) {
        if (least <= level) {
            return;
        }
        level = least;
        rebuild(hashes.length);
        if (size > MOST_IDS) {
            raiseTo(level + 1);
        }
    }

    private void rebuild(int capacity) {
        long[] oldHashes = hashes;
        long[] oldOccurrences = occurrences;
        hashes = new long[capacity];
        occurrences = new long[capacity];
        size = 0;
        for (int i = 0; i < oldHashes.length; i++) {
            if (oldOccurrences[i] > 0 && isSampled(oldHashes[i])) {
                int slot = slotOf(oldHashes[i]);
                hashes[slot] = oldHashes[i];
                occurrences[slot] = oldOccurrences[i];
                size++;
            }
        }
    }

    /** Rows that had an id. */
    public long rows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** Leading zero bits of the hashes that are kept; 0 where all are, and all is exact. */
    public int level() {
        return level;
    }

    /** Different ids that are kept; all there are at level 0. */
    public int ids() {
        return size;
    }

    /** How many numbers the table holds. */
    public int weight() {
        return 2 * hashes.length;
    }

    /** The kept hashes, ascending as signed numbers. */
    public long[] hashes() {
        long[] kept = new long[size];
        int at = 0;
        for (int slot = 0; slot < hashes.length; slot++) {
            if (occurrences[slot] > 0) {
                kept[at++] = hashes[slot];
            }
        }
        Arrays.sort(kept);
        return kept;
    }

    /** How often a kept id came; 0 for one that is not kept. */
    public long occurrences(long hash) {
        return hashes.length == 0 ? 0 : occurrences[slotOf(hash)];
    }

    /** Rows of the kept ids. */
    public long sampledRows() {
        return Arrays.stream(occurrences).sum();
    }

    /** Rows of the kept ids beyond the first of each: duplicates. */
    public long sampledDuplicates() {
        return sampledRows() - size;
    }

    /**
     * How much less the sampled rows say of the share of duplicates than as many rows drawn singly: ids are drawn, and an id that came
     * often brings many duplicates at once. Σ (y − p·c)² / (p·(1−p)·Σ c) over the kept ids, c the occurrences of an id, y = c − 1, p = Σ y / Σ c; at
     * least 1; 1 where all is exact.
     */
    public double designEffect() {
        double total = sampledRows();
        double share = total == 0 ? 0 : sampledDuplicates() / total;
        if (level == 0 || share == 0) {
            return 1;
        }
        double squares = 0;
        for (long times : occurrences) {
            double residual = times == 0 ? 0 : times - 1 - share * times;
            squares += residual * residual;
        }
        return Math.max(1, squares / (share * (1 - share) * total));
    }
}
