/**
 * What follows from a budget that is used up: the steps of a policy, what a model may do meanwhile, and who is told when nobody answers.
 * Pure; may import what {@code slo} may.
 */
@NullMarked
package io.tidemark.slo.policy;

import org.jspecify.annotations.NullMarked;
