/** A first monitor file for data of which nothing is known: {@code init}. As {@code runtime}, it may import anything but {@code cli}. */
@NullMarked
package io.tidemark.runtime.first;

import org.jspecify.annotations.NullMarked;
