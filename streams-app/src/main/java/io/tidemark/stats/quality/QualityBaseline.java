package io.tidemark.stats.quality;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.DispersionBuilder;
import java.util.Collection;

/**
 * How good a model was when nothing was wrong.
 *
 * @param counts of all its windows
 * @param dispersion how much the share of right answers varies among them, beyond what independent rows would
 */
public record QualityBaseline(QualityCounts counts, Dispersion dispersion) {
    /** Of windows, in their order; with fewer than 5 there is no φ. */
    public static QualityBaseline of(Collection<QualityCounts> windows) {
        QualityCounts sum = new QualityCounts();
        DispersionBuilder spread = new DispersionBuilder(ColumnKind.CATEGORY, 2);
        for (QualityCounts window : windows) {
            sum.add(window);
            long right = window.errors().rows() > 0 ? window.errors().within() : window.right();
            spread.add(new long[] {right, window.labelled() - right});
        }
        return new QualityBaseline(sum, spread.build());
    }

    /** By how much rows of so many windows together hang together, ≥ 1; a power of two from 1 to 64. */
    public double phi(int scale) {
        return dispersion.at(scale);
    }

    /** The same for the sum of all its windows. */
    double phiOfAll() {
        return dispersion.at(Dispersion.scaleOf(Math.max(1, dispersion.windows())));
    }
}
