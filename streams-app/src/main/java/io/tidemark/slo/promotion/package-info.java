/**
 * Whether a model may become a production model, and what it takes: pure, so that it is tried in a unit test. May import {@code domain}
 * and the rest of {@code slo}.
 */
@NullMarked
package io.tidemark.slo.promotion;

import org.jspecify.annotations.NullMarked;
