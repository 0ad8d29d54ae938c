package io.tidemark.domain;

/** What assess takes in: deltas and marks of profile, and references of pin. */
public sealed interface Intake permits Partial, Reference {}
