/** SLOs tried on a history: {@code slo simulate} and {@code backtest}. As {@code runtime}, it may import anything but {@code cli}. */
@NullMarked
package io.tidemark.runtime.trial;

import org.jspecify.annotations.NullMarked;
