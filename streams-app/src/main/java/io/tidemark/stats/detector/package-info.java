/**
 * Change detectors over a single sequence of values: each value is seen once, in order, and what is remembered is small. Pure maths; may
 * import nothing but the rest of {@code stats}.
 */
@NullMarked
package io.tidemark.stats.detector;

import org.jspecify.annotations.NullMarked;
