/** The evidence that verdicts are quiet and awake: {@code docs/quiet-and-awake.md} is written by the mains in here. May use any room. */
@org.jspecify.annotations.NullMarked
package io.tidemark.quiet;
