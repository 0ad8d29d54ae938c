/** The application's root: only {@code Main} lives here. */
@NullMarked
package io.tidemark;

import org.jspecify.annotations.NullMarked;
