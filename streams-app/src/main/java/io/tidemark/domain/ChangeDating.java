package io.tidemark.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * When a change may be dated: what is further ahead of the clock than events may be explains nothing.
 *
 * @param futureMs how far ahead of the clock a change may be dated, ≥ 0
 */
public record ChangeDating(long futureMs) {
    /** Why a change is not taken in at an instant of the clock; empty if it is. */
    public Optional<Rejection> rejection(Change change, long clockMs) {
        return rejection("the change", change.atMs(), clockMs);
    }

    /** The same of what a training run says. */
    public Optional<Rejection> rejection(RunReport report, long clockMs) {
        return rejection("the run's report", report.atMs(), clockMs);
    }

    private Optional<Rejection> rejection(String what, long atMs, long clockMs) {
        return atMs <= clockMs + futureMs
                ? Optional.empty()
                : Optional.of(new Rejection(
                        Rejection.Reason.FROM_THE_FUTURE,
                        what + " is dated further ahead of the clock than is allowed: eventTime="
                                + Instant.ofEpochMilli(atMs) + ", clock=" + Instant.ofEpochMilli(clockMs)
                                + ", allowed=" + futureMs + " ms"));
    }
}
