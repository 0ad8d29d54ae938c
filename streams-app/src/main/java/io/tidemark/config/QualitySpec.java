package io.tidemark.config;

import io.tidemark.domain.QualityRules.Limits;
import io.tidemark.domain.QualityRules.VolumeRule;
import io.tidemark.stats.Measure;
import java.time.Duration;
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

    /** The same hour is looked at with so many windows before and after it. */
    private static final int WINDOWS_ABOUT_THE_HOUR = 3;

    public QualitySpec {
        asked = Set.copyOf(asked);
    }

    /** How far back windows must be kept to know how many rows are usual. */
    Duration reach(Duration windowSize) {
        return switch (volume.kind()) {
            case REFERENCE -> Duration.ZERO;
            case TRAILING -> windowSize.multipliedBy(volume.windows() + 1L);
            case HOUR_OF_WEEK ->
                Duration.ofDays(7L * volume.windows()).plus(windowSize.multipliedBy(WINDOWS_ABOUT_THE_HOUR + 1L));
        };
    }

    /** The same, but nobody asks how late records come. */
    QualitySpec withoutLateness() {
        Limits untimed =
                new Limits(limits.expected(), limits.freshMs(), Long.MAX_VALUE, limits.fewestRows(), limits.mostRows());
        return new QualitySpec(asked, untimed, volume);
    }
}
