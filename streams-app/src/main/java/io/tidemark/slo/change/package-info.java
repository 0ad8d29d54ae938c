/**
 * What was changed, and what it may explain: the changes of a model, their rank as causes of an episode, whether an intended version was
 * seen, and a new version against the old one. May import {@code domain}, {@code stats}, the rest of {@code slo}.
 */
@NullMarked
package io.tidemark.slo.change;

import org.jspecify.annotations.NullMarked;
