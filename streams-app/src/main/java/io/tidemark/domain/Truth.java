package io.tidemark.domain;

/**
 * What was true of a prediction.
 *
 * @param answer the true class, as people write it; of a number its digits
 * @param value the true number; NaN where it is none
 * @param knownMs event time at which it became known
 * @param saidMs event time at which it was said last: later where a label repeats it
 */
public record Truth(String answer, double value, long knownMs, long saidMs) {
    /** One that was said once. */
    public Truth(String answer, double value, long knownMs) {
        this(answer, value, knownMs, knownMs);
    }

    /** The same, said again. */
    public Truth saidAgain(long atMs) {
        return new Truth(answer, value, knownMs, atMs);
    }

    /** Whether the same is true, whenever it became known. */
    public boolean saysTheSame(Truth other) {
        return answer.equals(other.answer) && Double.compare(value, other.value) == 0;
    }
}
