package io.tidemark.runtime;

import java.time.Duration;

/** Says nothing of work that is soon done. */
public final class PatientProgress implements Progress {
    private final Progress progress;
    private final long silentUntilNanos;

    /** Tells another one only what comes after a while. */
    public PatientProgress(Progress progress, Duration patience) {
        this.progress = progress;
        this.silentUntilNanos = System.nanoTime() + patience.toNanos();
    }

    @Override
    public void at(String what, long events, long done, long total) {
        if (System.nanoTime() - silentUntilNanos >= 0) {
            progress.at(what, events, done, total);
        }
    }
}
