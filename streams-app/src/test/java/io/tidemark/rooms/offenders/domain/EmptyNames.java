package io.tidemark.rooms.offenders.domain;

/** Planted: names that say nothing. */
final class EmptyNames {
    private EmptyNames() {}

    record ThingManager() {}

    record ThingHelper() {}

    record ThingUtil() {}

    record ThingImpl() {}

    record ThingData() {}

    record ThingInfo() {}

    record ThingBase() {}
}
