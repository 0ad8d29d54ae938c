/**
 * A record's bytes to an observation, and the reasons for rejecting it. May import {@code domain}, {@code config}, {@code stats}, Avro's
 * decoder, the CSV reader, Jackson's parser, ASM, {@code javax.crypto}; no Kafka.
 */
@NullMarked
package io.tidemark.ingest;

import org.jspecify.annotations.NullMarked;
