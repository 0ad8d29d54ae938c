package io.tidemark.stats.quality;

import java.util.Comparator;

/**
 * What a model answered, as quality counts it.
 *
 * @param predicted the class; empty where a number was predicted
 * @param cell of the score ({@link ScoreCells}); {@link ScoreCells#NONE} without one
 */
public record Answer(String predicted, int cell) implements Comparable<Answer> {
    private static final Comparator<Answer> ORDER =
            Comparator.comparing(Answer::predicted).thenComparingInt(Answer::cell);

    @Override
    public int compareTo(Answer other) {
        return ORDER.compare(this, other);
    }
}
