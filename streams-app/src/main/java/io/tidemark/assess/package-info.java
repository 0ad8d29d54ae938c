/**
 * assess: deltas to panes, windows and readings. The core is pure; Kafka and {@code store} only in {@code *Processor}. May import
 * {@code domain}, {@code stats}.
 */
@NullMarked
package io.tidemark.assess;

import org.jspecify.annotations.NullMarked;
