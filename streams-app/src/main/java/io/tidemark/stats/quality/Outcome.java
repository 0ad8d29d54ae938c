package io.tidemark.stats.quality;

import java.util.Comparator;

/**
 * An answer and what was true.
 *
 * @param answer what the model said
 * @param truth the class that it really was
 */
public record Outcome(Answer answer, String truth) implements Comparable<Outcome> {
    private static final Comparator<Outcome> ORDER =
            Comparator.comparing(Outcome::answer).thenComparing(Outcome::truth);

    /** Whether the answer was right. */
    public boolean isRight() {
        return answer.predicted().equals(truth);
    }

    @Override
    public int compareTo(Outcome other) {
        return ORDER.compare(this, other);
    }
}
