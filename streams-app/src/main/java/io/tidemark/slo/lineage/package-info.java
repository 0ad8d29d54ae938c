/**
 * Where the versions of a model come from: run, data, deployment, predictions. Pure; may import {@code domain} and the rest of
 * {@code slo}.
 */
@NullMarked
package io.tidemark.slo.lineage;

import org.jspecify.annotations.NullMarked;
