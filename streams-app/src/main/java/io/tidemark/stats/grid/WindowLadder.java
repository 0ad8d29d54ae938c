package io.tidemark.stats.grid;

/**
 * Merges windows that come in time order to windows of 2, 4, 8 … 64 base windows that do not overlap, as a binary counter carries.
 *
 * <p>Keeps one waiting window a scale. A merged window that is not complete at the end is never handed on.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class WindowLadder {
    private final long[][] waiting = new long[Dispersion.SCALES][];
    private final boolean[] isWaiting = new boolean[Dispersion.SCALES];

    /** What is done with each complete window of a scale. */
    interface Step {
        /** Takes a window of 2^{@code level} base windows; must not keep or change it. */
        void take(int level, long[] window);
    }

    WindowLadder(int length) {
        for (int level = 0; level < waiting.length; level++) {
            waiting[level] = new long[length];
        }
    }

    /** Adds a base window and hands on every window that it completes, itself first. */
    void add(long[] base, Step step) {
        long[] window = base.clone();
        step.take(0, window);
        for (int level = 1; level < Dispersion.SCALES; level++) {
            if (!isWaiting[level]) {
                System.arraycopy(window, 0, waiting[level], 0, window.length);
                isWaiting[level] = true;
                return;
            }
            isWaiting[level] = false;
            for (int i = 0; i < window.length; i++) {
                window[i] += waiting[level][i];
            }
            step.take(level, window);
        }
    }
}
