/**
 * From an estimate to a verdict: bounds, the false-alarm budget, the smallest change still visible. May import what {@code stats} may.
 */
@NullMarked
package io.tidemark.stats.verdict;

import org.jspecify.annotations.NullMarked;
