/**
 * Drills: faults that are put into events on purpose, which of them a file's events can show, and what of them was noticed.
 *
 * <p>May import {@code domain} and {@code stats}. No files, no clock, no Kafka: the same events and the same seed make the same faults.
 */
@NullMarked
package io.tidemark.drill;

import org.jspecify.annotations.NullMarked;
