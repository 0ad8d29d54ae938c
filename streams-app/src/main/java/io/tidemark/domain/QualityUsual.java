package io.tidemark.domain;

import io.tidemark.stats.quality.QualityBaseline;

/**
 * What the quality of windows is compared with.
 *
 * @param endMs event time: end of the last window that it is made of
 */
public record QualityUsual(QualityBaseline baseline, long endMs) {}
