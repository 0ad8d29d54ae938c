package io.tidemark.domain;

/**
 * What was true of a prediction.
 *
 * @param answer the true class, as people write it; of a number its digits
 * @param value the true number; NaN where it is none
 * @param knownMs event time at which it became known
 */
public record Truth(String answer, double value, long knownMs) {
    /** Whether the same is true, whenever it became known. */
    public boolean saysTheSame(Truth other) {
        return answer.equals(other.answer) && Double.compare(value, other.value) == 0;
    }
}
