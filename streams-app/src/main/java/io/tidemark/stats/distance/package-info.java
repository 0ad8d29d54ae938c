/**
 * How far two count vectors are apart: pure functions, each with unit and range. May import what {@code stats} may.
 */
@NullMarked
package io.tidemark.stats.distance;

import org.jspecify.annotations.NullMarked;
