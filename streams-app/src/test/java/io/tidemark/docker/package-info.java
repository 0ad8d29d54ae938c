/** What stands in docker/, as far as it can be tried without a container engine. */
@NullMarked
package io.tidemark.docker;

import org.jspecify.annotations.NullMarked;
