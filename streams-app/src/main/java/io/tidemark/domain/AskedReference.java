package io.tidemark.domain;

import java.time.Instant;
import java.util.Optional;

/** Whether a reference can be made of the events of a range that somebody asks for. */
public final class AskedReference {
    private AskedReference() {}

    /**
     * Why it cannot, in a sentence; empty if it can.
     *
     * @param fromMs start of the range, event time
     * @param toMs its end
     * @param windowMs length of the model's windows
     * @param closedThroughMs end of the model's last closed window; {@link Long#MIN_VALUE} before the first
     */
    public static Optional<String> refusal(long fromMs, long toMs, long windowMs, long closedThroughMs) {
        if (fromMs >= toMs) {
            return Optional.of("from must be before to: from=" + Instant.ofEpochMilli(fromMs) + ", to="
                    + Instant.ofEpochMilli(toMs));
        }
        if (closedThroughMs == Long.MIN_VALUE) {
            return Optional.of("no window of the model has closed yet");
        }
        if (toMs > closedThroughMs) {
            return Optional.of(
                    "the range must lie in what is closed: to=" + Instant.ofEpochMilli(toMs) + ", closed through="
                            + Instant.ofEpochMilli(closedThroughMs) + ", windows of " + windowMs / 1_000 + " s");
        }
        return Optional.empty();
    }
}
