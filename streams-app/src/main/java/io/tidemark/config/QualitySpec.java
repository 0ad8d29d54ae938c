package io.tidemark.config;

import io.tidemark.domain.QualityRules.Limits;
import io.tidemark.domain.QualityRules.VolumeRule;
import io.tidemark.stats.Measure;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is stated of the data in itself.
 *
 * @param asked measures that are read although no objective asks
 * @param limits what is in order
 * @param volume what the number of rows is compared with
 */
public record QualitySpec(Set<Measure> asked, Limits limits, VolumeRule volume) {
    /** Nothing is stated. */
    public static final QualitySpec NONE =
            new QualitySpec(EnumSet.noneOf(Measure.class), Limits.NONE, VolumeRule.REFERENCE);

    public QualitySpec {
        asked = Set.copyOf(asked);
    }

    /** The same, but nobody asks how late records come. */
    QualitySpec withoutLateness() {
        Limits untimed =
                new Limits(limits.expected(), limits.freshMs(), Long.MAX_VALUE, limits.fewestRows(), limits.mostRows());
        return new QualitySpec(asked, untimed, volume);
    }
}
