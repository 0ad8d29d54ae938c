/**
 * Two files, two ranges, versions or slices of a stream, compared column by column: what is compared, how it is judged, and the answer as JSON. Where the
 * counts come from is others' business.
 *
 * <p>May import {@code domain}, {@code stats}, {@code assess}' rules for what is redacted, and Jackson's generator. No Kafka, no files.
 */
@NullMarked
package io.tidemark.compare;

import org.jspecify.annotations.NullMarked;
