/**
 * Sketches for columns that have no grid yet. The only package that says KLL. May import DataSketches.
 */
@NullMarked
package io.tidemark.stats.sketch;

import org.jspecify.annotations.NullMarked;
