package io.tidemark.rooms.offenders.runtime;

import io.tidemark.rooms.offenders.cli.CliOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class RuntimeOffenders {
    private RuntimeOffenders() {}

    record KnowsCli(CliOffenders.Innocent command) {}

    /** May start threads, read clocks, and know everything else. */
    public static final class Innocent {
        void start(Runnable work) {
            new Thread(work, "at " + System.nanoTime()).start();
        }
    }
}
