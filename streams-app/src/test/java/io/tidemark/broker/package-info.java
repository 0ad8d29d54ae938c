/** The whole application on a real broker in a temporary directory; {@code mvn verify} only. */
@NullMarked
package io.tidemark.broker;

import org.jspecify.annotations.NullMarked;
