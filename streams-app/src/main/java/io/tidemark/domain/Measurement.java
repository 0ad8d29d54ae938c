package io.tidemark.domain;

import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Judged;
import java.util.List;

/**
 * One measure of one column over one scale of a reading.
 *
 * @param column the column; empty for what concerns whole rows (volume)
 * @param scale how many base windows, ending with the reading's, were summed: 1, 2, 4 … 64
 * @param judged value, bounds and verdict
 * @param dispersion φ: by how much windows of this scale vary beyond independent rows; ≥ 1
 * @param evidence what moved, largest contribution first; empty unless BAD
 * @param offenders a few of the records that the measure counts, where it is one of data quality
 */
public record Measurement(
        String column, int scale, Judged judged, double dispersion, List<Shift> evidence, List<Offender> offenders) {
    public Measurement {
        evidence = List.copyOf(evidence);
        offenders = List.copyOf(offenders);
    }

    /** A measurement without records to show. */
    public Measurement(String column, int scale, Judged judged, double dispersion, List<Shift> evidence) {
        this(column, scale, judged, dispersion, evidence, List.of());
    }

    /** The same, judged otherwise and with other evidence. */
    public Measurement with(Judged other, List<Shift> shifts) {
        return new Measurement(column, scale, other, dispersion, shifts, offenders);
    }
}
