package io.tidemark.topology;

import io.tidemark.config.Tolerances;
import io.tidemark.stats.Measure;

/** The monitor file's tolerances as the verdicts take them: linf is the largest of the shares, so theirs is the same. */
final class StatsTolerances {
    private StatsTolerances() {}

    static io.tidemark.stats.verdict.Tolerances of(Tolerances written) {
        double volume = written.of(Measure.VOLUME);
        io.tidemark.stats.verdict.Tolerances out = io.tidemark.stats.verdict.Tolerances.DEFAULT
                .with(new io.tidemark.stats.verdict.Tolerances.ShareRatio(written.shareRatio(), written.shareFloor()))
                .with(new io.tidemark.stats.verdict.Tolerances.VolumeBand(1 / volume, volume));
        for (Measure measure : written.byMeasure().keySet()) {
            out = measure == Measure.VOLUME ? out : out.with(measure, written.of(measure));
        }
        return out.with(Measure.SHARE, out.of(Measure.LINF));
    }
}
