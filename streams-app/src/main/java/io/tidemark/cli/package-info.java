/**
 * One class a command. May import {@code runtime}, {@code notify}, {@code config}, {@code domain}, picocli.
 */
@NullMarked
package io.tidemark.cli;

import org.jspecify.annotations.NullMarked;
