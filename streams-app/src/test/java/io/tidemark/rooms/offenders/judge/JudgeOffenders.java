package io.tidemark.rooms.offenders.judge;

import io.tidemark.rooms.offenders.assess.AssessOffenders;
import io.tidemark.rooms.offenders.slo.SloOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class JudgeOffenders {
    private JudgeOffenders() {}

    record KnowsAssess(AssessOffenders.Innocent other) {}

    /** Knows an objective. */
    public record Innocent(SloOffenders.Innocent objective) {}
}
