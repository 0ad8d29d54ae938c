package io.tidemark.assess;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.domain.QualityRules;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Judged;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the values of redacted columns out of measurements: labels and evidence say {@code ‹redacted›}, and what would be nothing but
 * values (the shares of single values, quantiles, means) is left out. Distances and shares of faults stay.
 *
 * @param rules which columns
 */
public record Redaction(QualityRules rules) {
    private static final Set<Measure> VALUES = EnumSet.of(Measure.SHARE, Measure.QUANTILE, Measure.MEAN, Measure.STD);

    List<Measurement> of(List<Measurement> measurements) {
        if (rules.redacted().isEmpty()) {
            return measurements;
        }
        List<Measurement> all = new ArrayList<>();
        for (Measurement measurement : measurements) {
            if (!rules.redacts(measurement.column())) {
                all.add(measurement);
            } else if (!isValue(measurement.judged().measure())) {
                all.add(redacted(measurement));
            }
        }
        return all;
    }

    /** Whether a measure would be nothing but values. */
    public static boolean isValue(Measure measure) {
        return VALUES.contains(measure);
    }

    private static Measurement redacted(Measurement measurement) {
        return new Measurement(
                measurement.column(),
                measurement.scale(),
                redacted(measurement.judged()),
                measurement.dispersion(),
                measurement.evidence().stream()
                        .map(shift ->
                                new Shift(QualityRules.REDACTED, shift.before(), shift.after(), shift.contribution()))
                        .toList(),
                measurement.offenders().stream().map(Redaction::redacted).toList());
    }

    /** The same without the value that it speaks of. */
    public static Judged redacted(Judged judged) {
        return new Judged(
                judged.measure(),
                judged.label().isEmpty() ? "" : QualityRules.REDACTED,
                judged.estimate(),
                judged.reference(),
                judged.tolerance(),
                judged.count(),
                judged.total(),
                judged.minimumN(),
                judged.smallestVisible(),
                judged.verdict());
    }

    private static Offender redacted(Offender offender) {
        return offender.value().isEmpty() ? offender : offender.withValue(QualityRules.REDACTED);
    }
}
