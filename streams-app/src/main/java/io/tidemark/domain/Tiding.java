package io.tidemark.domain;

/** What judge takes in: readings, what was changed, what people tell it, and what training runs say. */
public sealed interface Tiding permits Reading, Change, Operation, RunReport {}
