package io.tidemark.domain;

/**
 * What the quality of a version is compared with that took the place of another.
 *
 * @param version the version before, as slices write it
 * @param usual how good that one was
 */
public record QualityPrevious(String version, QualityUsual usual) {}
