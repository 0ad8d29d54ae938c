package io.tidemark.domain;

/** What profile hands to assess at a commit. */
public sealed interface Partial extends Intake permits Delta, Copy, QualityDelta, QualityCopy, GradedMark, Mark {}
