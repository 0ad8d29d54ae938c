package io.tidemark.assess;

import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityCounts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What readings of quality are made of. */
public interface QualityPast {
    /** The windows of a scope that start in [fromMs, toMs), ascending. */
    List<QualityWindow> windows(Scope scope, long fromMs, long toMs);

    /** What is known here of another task's scope; empty if nothing. */
    QualityCounts copy(Scope scope, long startMs);

    /** The baseline of a scope that was made by these rules; null while there is none. */
    @Nullable
    QualityUsual usual(Scope scope, String rules);

    /** What a version is compared with that was made by these rules; null while there is none. */
    @Nullable
    QualityPrevious previous(Scope version, String rules);
}
