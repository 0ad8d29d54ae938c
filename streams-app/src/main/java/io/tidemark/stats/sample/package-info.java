/**
 * Statistics of raw samples, where all values are at hand: what grids approximate, and what batch tools print. Agrees with the golden files
 * (docs/golden.md). May import what {@code stats} may.
 */
@NullMarked
package io.tidemark.stats.sample;

import org.jspecify.annotations.NullMarked;
