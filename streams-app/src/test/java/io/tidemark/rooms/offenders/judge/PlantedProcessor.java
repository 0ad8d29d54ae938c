package io.tidemark.rooms.offenders.judge;

import io.tidemark.rooms.offenders.assess.AssessOffenders;

/** Planted: a processor that knows another stage. */
record PlantedProcessor(AssessOffenders.Innocent other) {}
