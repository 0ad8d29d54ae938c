/**
 * The dead letters of an application, for people who look at them and send them again. A part of {@code runtime}, and may import what that
 * may.
 */
@NullMarked
package io.tidemark.runtime.letters;

import org.jspecify.annotations.NullMarked;
