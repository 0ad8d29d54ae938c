package io.tidemark.rooms.offenders.slo;

import io.tidemark.rooms.offenders.config.ConfigOffenders;
import io.tidemark.rooms.offenders.domain.DomainOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class SloOffenders {
    private SloOffenders() {}

    record KnowsConfig(ConfigOffenders.Innocent config) {}

    /** Knows a noun. */
    public record Innocent(DomainOffenders.Innocent noun) {}

    /** The name is in order: it says that there are none. */
    enum InnocentNoData {
        EXCLUDED
    }
}
