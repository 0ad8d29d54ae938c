package io.tidemark.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: {@code first} after the first failure, twice as long after each further one, at most {@code longest};
 * of that a random half to whole, so that many that failed together do not come back together. Owned by one thread.
 */
public final class Backoff {
    /** The longest that a target may ask for. */
    static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /**
     * Milliseconds to wait.
     *
     * @param failures in a row, ≥ 1
     * @param askedMs what the target asked for, 0 if nothing; not less than that is waited, but at most ten minutes for its sake
     */
    public long waitMs(int failures, long askedMs) {
        double doubled = first.toMillis() * Math.pow(2, Math.min(failures - 1, 40));
        double most = Math.min(doubled, longest.toMillis());
        long own = Math.round(most * (0.5 + random.nextDouble() / 2));
        return Math.max(own, Math.min(askedMs, LONGEST_ASKED.toMillis()));
    }
}
