/**
 * grade: predictions and labels, in any order, to graded predictions. The core is pure; Kafka and {@code store} only in {@code *Processor}. May import
 * {@code domain}, {@code stats}.
 */
@NullMarked
package io.tidemark.grade;

import org.jspecify.annotations.NullMarked;
