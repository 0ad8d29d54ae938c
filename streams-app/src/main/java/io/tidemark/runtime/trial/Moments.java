package io.tidemark.runtime.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Points in order of time, one a slice and instant: of several the last one is taken, as a later statement of the same thing, and the
 * others are counted. Bounded by the slices. Owned by one thread.
 */
final class Moments implements Points.Taker {
    private final Points.Taker out;
    private final Map<String, Held> bySlice = new HashMap<>();
    private final List<Held> now = new ArrayList<>();
    private long nowMs;
    private long repeated;

    Moments(Points.Taker out) {
        this.out = out;
    }

    private static final class Held {
        private final String slice;
        private double good;
        private double bad;
        private boolean isPresent;

        private Held(String slice) {
            this.slice = slice;
        }
    }

    @Override
    public void take(long timeMs, String slice, double good, double bad) {
        if (timeMs != nowMs) {
            flush();
            nowMs = timeMs;
        }
        Held held = bySlice.computeIfAbsent(slice, Held::new);
        if (held.isPresent) {
            repeated++;
        } else {
            now.add(held);
        }
        held.isPresent = true;
        held.good = good;
        held.bad = bad;
    }

    /** Passes on what is left. */
    void finish() {
        flush();
    }

    private void flush() {
        for (Held held : now) {
            held.isPresent = false;
            out.take(nowMs, held.slice, held.good, held.bad);
        }
        now.clear();
    }

    /** Points that a later one of the same slice and instant replaced. */
    long repeated() {
        return repeated;
    }
}
