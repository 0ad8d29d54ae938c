/**
 * Training runs: what is kept of each, what is usual for those of a lineage, and which of them are good. May import the domain, the rest of
 * {@code slo}, and nothing that has to do with streams or files.
 */
@NullMarked
package io.tidemark.slo.run;

import org.jspecify.annotations.NullMarked;
