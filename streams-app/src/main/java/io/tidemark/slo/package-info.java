/**
 * Objectives, error budgets, burn rates and episodes: pure arithmetic on slots. May import {@code domain} and {@code stats}, and the library that
 * reads recurrence rules.
 */
@NullMarked
package io.tidemark.slo;

import org.jspecify.annotations.NullMarked;
