package io.tidemark.rooms.offenders.grade;

import io.tidemark.rooms.offenders.store.StoreOffenders;

/** Planted: each nested class breaks one rule, see RoomsBiteTest. */
public final class GradeOffenders {
    private GradeOffenders() {}

    record CoreKnowsStore(StoreOffenders.Innocent store) {}
}
