/**
 * Questions to the state stores, on whichever instance they are: rows of a partition, and what is made of them for people.
 *
 * <p>May import {@code domain}, {@code stats}, {@code slo}, {@code config}, {@code store}, {@code assess}' rules and cores, {@code compare}, {@code topology}, and Kafka's interactive queries. No web library.
 */
@NullMarked
package io.tidemark.query;

import org.jspecify.annotations.NullMarked;
