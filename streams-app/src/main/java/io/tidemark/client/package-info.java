/**
 * The API asked from outside, as any program may ask it: an address, a token, answers as JSON.
 *
 * <p>May import {@code domain}, {@code notify} and {@code serde} for alerts, {@code compare}, and Jackson. No Kafka.
 */
@NullMarked
package io.tidemark.client;

import org.jspecify.annotations.NullMarked;
