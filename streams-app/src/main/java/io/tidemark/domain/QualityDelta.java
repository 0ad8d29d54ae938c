package io.tidemark.domain;

import io.tidemark.stats.quality.QualityCounts;

/**
 * What one source partition saw since the last commit of the quality of one scope's predictions in one window, unmerged.
 *
 * @param scope model, stage and slice
 * @param windowStartMs start of the window of quality, event time of the predictions
 * @param counts what was predicted, and what was true
 */
public record QualityDelta(Scope scope, long windowStartMs, QualityCounts counts) implements Partial {}
