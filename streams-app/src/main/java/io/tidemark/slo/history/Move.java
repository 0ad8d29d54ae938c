package io.tidemark.slo.history;

import io.tidemark.slo.Budget;
import io.tidemark.slo.Step;

/**
 * A transition of an episode in a history.
 *
 * @param slice of which slice
 * @param step what happened
 * @param budget of the slice then
 */
public record Move(String slice, Step step, Budget budget) {}
