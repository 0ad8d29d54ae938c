/**
 * State stores and their byte layouts. May import {@code domain}, {@code stats}, {@code slo}, Kafka's state API, RocksDB.
 */
@NullMarked
package io.tidemark.store;

import org.jspecify.annotations.NullMarked;
