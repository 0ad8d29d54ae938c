/**
 * profile: events to deltas, at commit. The core is pure; Kafka and {@code store} only in {@code *Processor}. May import {@code domain},
 * {@code stats}, {@code ingest}.
 */
@NullMarked
package io.tidemark.profile;

import org.jspecify.annotations.NullMarked;
