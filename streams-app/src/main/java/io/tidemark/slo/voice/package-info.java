/**
 * Which of the things that ledgers say people hear: whole model against slices, causes against consequences, silences, acknowledgements.
 * Pure; may import what {@code slo} may.
 */
@NullMarked
package io.tidemark.slo.voice;

import org.jspecify.annotations.NullMarked;
