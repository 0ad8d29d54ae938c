package io.tidemark.rooms.offenders.domain;

import io.tidemark.rooms.offenders.slo.SloOffenders;
import io.tidemark.rooms.offenders.stats.StatsOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class DomainOffenders {
    private DomainOffenders() {}

    record KnowsSlo(SloOffenders.Innocent objective) {}

    static final class Prints {
        void print() {
            System.out.println();
        }
    }

    static final class OpensFile {
        long length(String name) {
            return new java.io.File(name).length();
        }
    }

    /** Knows the maths. */
    public record Innocent(StatsOffenders.Innocent counts, StatsOffenders.Innocent[] more) {}
}
