/**
 * judge: readings to budgets, episodes and alerts. The core is pure; Kafka and {@code store} only in {@code *Processor}. May import
 * {@code domain}, {@code slo}, {@code stats}.
 */
@NullMarked
package io.tidemark.judge;

import org.jspecify.annotations.NullMarked;
