package io.tidemark.domain;

/** What profile hands to assess at a commit. */
public sealed interface Partial permits Delta, Mark {}
