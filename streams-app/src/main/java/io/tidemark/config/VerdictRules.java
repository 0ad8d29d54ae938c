package io.tidemark.config;

/**
 * What counts as a change, and how often a false alarm may be raised.
 *
 * @param falseAlarms how many for the whole model
 * @param tolerances the largest effects that are still in order
 */
public record VerdictRules(FalseAlarms falseAlarms, Tolerances tolerances) {}
