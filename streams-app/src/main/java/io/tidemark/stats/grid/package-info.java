/**
 * Grids (a column's frozen cells), the counts on them, and how much windows vary beyond chance. May import what {@code stats} may.
 */
@NullMarked
package io.tidemark.stats.grid;

import org.jspecify.annotations.NullMarked;
