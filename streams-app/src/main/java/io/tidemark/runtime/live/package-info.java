/** What a monitor file finds in a cluster, before anything is started: {@code validate --live}. As {@code runtime}, it may import anything but {@code cli}. */
@NullMarked
package io.tidemark.runtime.live;

import org.jspecify.annotations.NullMarked;
