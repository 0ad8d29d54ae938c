/** Drills of a file: runs of it with and without faults, and what of them was noticed. May import what {@code runtime} may. */
@NullMarked
package io.tidemark.runtime.drill;

import org.jspecify.annotations.NullMarked;
