package io.tidemark.domain;

/** What judge takes in: readings, what was changed, and what people tell it. */
public sealed interface Tiding permits Reading, Change, Operation {}
