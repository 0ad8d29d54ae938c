/**
 * The monitor file: YAML to records, every problem reported at once. May import {@code domain}, {@code slo}, {@code stats}, Jackson YAML.
 */
@NullMarked
package io.tidemark.config;

import org.jspecify.annotations.NullMarked;
