package io.tidemark.rooms.offenders.cycle.left;

import io.tidemark.rooms.offenders.cycle.right.Right;

/** Planted: half of a cycle. */
public record Left(Right right) {}
