/**
 * What Prometheus is told: families of samples, each with a most, collected when it asks. May import what {@code runtime} may; the only place that
 * knows Prometheus' model.
 */
@NullMarked
package io.tidemark.runtime.meter;

import org.jspecify.annotations.NullMarked;
