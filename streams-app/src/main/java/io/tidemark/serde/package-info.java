/**
 * What crosses a topic, as bytes: Avro, the wire format, the registry client, JSON lines. Avro's generated classes live only here. May import
 * {@code domain}, {@code stats}, {@code store} (byte layouts), {@code ingest} (where schemas come from), Avro, Kafka serialization,
 * Jackson, and of TLS what its failures are called.
 */
@NullMarked
package io.tidemark.serde;

import org.jspecify.annotations.NullMarked;
