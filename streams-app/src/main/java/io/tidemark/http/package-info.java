/**
 * The HTTP server: the API, health and metrics.
 *
 * <p>May import {@code query}, {@code notify}, {@code compare}, {@code domain}, {@code stats}, {@code slo}, {@code config}, the web library (only here), Caffeine, Jackson and the log. No Kafka.
 */
@NullMarked
package io.tidemark.http;

import org.jspecify.annotations.NullMarked;
