/**
 * Histories: points of any origin run through the same ledgers as live ones, and what came of it. Pure; may import what {@code slo} may.
 */
@NullMarked
package io.tidemark.slo.history;

import org.jspecify.annotations.NullMarked;
