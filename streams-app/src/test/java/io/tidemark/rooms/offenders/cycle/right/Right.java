package io.tidemark.rooms.offenders.cycle.right;

import io.tidemark.rooms.offenders.cycle.left.Left;

/** Planted: the other half. */
public record Right(Left left) {}
