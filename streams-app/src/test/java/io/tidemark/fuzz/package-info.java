/** Bytes and texts that nobody of ours wrote. */
@NullMarked
package io.tidemark.fuzz;

import org.jspecify.annotations.NullMarked;
