package io.tidemark.serde;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.schemas.Shift;
import io.tidemark.schemas.Verdict;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import java.util.ArrayList;
import java.util.List;

/** Measurements between the domain and Avro. */
final class AvroMeasurements {
    private AvroMeasurements() {}

    static List<io.tidemark.schemas.Measurement> toAvro(List<Measurement> measurements) {
        List<io.tidemark.schemas.Measurement> out = new ArrayList<>(measurements.size());
        for (Measurement measurement : measurements) {
            out.add(toAvro(measurement));
        }
        return out;
    }

    private static io.tidemark.schemas.Measurement toAvro(Measurement measurement) {
        Judged judged = measurement.judged();
        Estimate estimate = judged.estimate();
        return new io.tidemark.schemas.Measurement(
                measurement.column(),
                measurement.scale(),
                judged.measure().word(),
                judged.label(),
                estimate.value(),
                estimate.lower(),
                estimate.upper(),
                estimate.n(),
                estimate.m(),
                judged.reference(),
                judged.tolerance(),
                judged.count(),
                judged.total(),
                judged.minimumN(),
                judged.smallestVisible(),
                Verdict.valueOf(judged.verdict().name()),
                measurement.dispersion(),
                evidence(measurement),
                offenders(measurement));
    }

    private static List<io.tidemark.schemas.Offender> offenders(Measurement measurement) {
        return measurement.offenders().stream()
                .map(one -> new io.tidemark.schemas.Offender(one.place(), one.eventId(), one.value()))
                .toList();
    }

    private static List<Shift> evidence(Measurement measurement) {
        return measurement.evidence().stream()
                .map(shift -> new Shift(shift.label(), shift.before(), shift.after(), shift.contribution()))
                .toList();
    }

    static List<Measurement> toDomain(List<io.tidemark.schemas.Measurement> measurements) {
        return measurements.stream().map(AvroMeasurements::toDomain).toList();
    }

    private static Measurement toDomain(io.tidemark.schemas.Measurement avro) {
        Judged judged = new Judged(
                Measure.of(avro.getMeasure()),
                avro.getLabel(),
                new Estimate(avro.getValue(), avro.getLower(), avro.getUpper(), avro.getN(), avro.getM()),
                avro.getReference(),
                avro.getTolerance(),
                avro.getCount(),
                avro.getTotal(),
                avro.getMinimumN(),
                avro.getSmallestVisible(),
                io.tidemark.stats.verdict.Verdict.valueOf(avro.getVerdict().name()));
        List<io.tidemark.stats.distance.Shift> evidence = avro.getEvidence().stream()
                .map(shift -> new io.tidemark.stats.distance.Shift(
                        shift.getLabel(), shift.getBefore(), shift.getAfter(), shift.getContribution()))
                .toList();
        List<Offender> offenders = avro.getOffenders().stream()
                .map(one -> new Offender(0, one.getPlace(), one.getEventId(), one.getValue()))
                .toList();
        return new Measurement(avro.getColumn(), avro.getScale(), judged, avro.getDispersion(), evidence, offenders);
    }
}
