/** How a running application is, for those who run it: restores, rates, memory, lag. */
@NullMarked
package io.tidemark.runtime.upkeep;

import org.jspecify.annotations.NullMarked;
