package io.tidemark.rooms.offenders.cli;

import io.tidemark.rooms.offenders.store.StoreOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class CliOffenders {
    private CliOffenders() {}

    record KnowsStore(StoreOffenders.Innocent store) {}

    /** Knows picocli, the console and the environment. */
    @picocli.CommandLine.Command
    public static final class Innocent {
        void print() {
            System.out.println(System.getenv("HOME"));
        }
    }
}
