/**
 * Wires everything by hand, owns threads and the embedded broker. May import anything but {@code cli}.
 */
@NullMarked
package io.tidemark.runtime;

import org.jspecify.annotations.NullMarked;
