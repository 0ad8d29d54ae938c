/**
 * One class a command. May import {@code runtime}, {@code client}, {@code http} and {@code query} for settings, {@code compare}, {@code drill}, {@code notify}, {@code config}, {@code domain}, picocli.
 */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
