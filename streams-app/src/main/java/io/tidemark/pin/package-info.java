/**
 * pin: a reference and its grids from a range of a topic or a file, in two passes. May import {@code domain}, {@code stats}, {@code ingest},
 * {@code profile}, {@code config}.
 */
@NullMarked
package io.tidemark.pin;

import org.jspecify.annotations.NullMarked;
