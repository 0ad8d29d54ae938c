/**
 * The picture as a Kafka Streams topology, and every topic, store and node name. May import the stages, {@code store}, {@code serde},
 * {@code config}, {@code domain}, Kafka.
 */
@NullMarked
package io.tidemark.topology;

import org.jspecify.annotations.NullMarked;
