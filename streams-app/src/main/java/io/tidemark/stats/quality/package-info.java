/**
 * How good predictions were, once their labels are known, and how good they are likely to be before: pure functions of counts and rows. Where a formula
 * has no value it is NaN; where scikit-learn says 0 for a ratio of nothing, so does it here, for people compare the two.
 */
@NullMarked
package io.tidemark.stats.quality;

import org.jspecify.annotations.NullMarked;
