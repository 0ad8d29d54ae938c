/**
 * The life of a made-up model, played to an application that runs, and what it had to say of it. May import what {@code runtime} may.
 */
@NullMarked
package io.tidemark.runtime.story;

import org.jspecify.annotations.NullMarked;
