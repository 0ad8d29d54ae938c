package io.tidemark.serde;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.schemas.Shift;
import io.tidemark.schemas.Verdict;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Measurements between the domain and Avro. */
final class AvroMeasurements {
    private static final Map<io.tidemark.stats.verdict.Verdict, Verdict> WRITTEN =
            new EnumMap<>(io.tidemark.stats.verdict.Verdict.class);
    private static final Map<Verdict, io.tidemark.stats.verdict.Verdict> READ = new EnumMap<>(Verdict.class);

    static {
        for (io.tidemark.stats.verdict.Verdict verdict : io.tidemark.stats.verdict.Verdict.values()) {
            WRITTEN.put(verdict, Verdict.valueOf(verdict.name()));
            READ.put(Verdict.valueOf(verdict.name()), verdict);
        }
    }

    private AvroMeasurements() {}

    static List<io.tidemark.schemas.Measurement> toAvro(List<Measurement> measurements) {
        return each(measurements, AvroMeasurements::toAvro);
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
                WRITTEN.getOrDefault(judged.verdict(), Verdict.INSUFFICIENT),
                measurement.dispersion(),
                evidence(measurement),
                offenders(measurement));
    }

    private static List<io.tidemark.schemas.Offender> offenders(Measurement measurement) {
        return each(
                measurement.offenders(),
                one -> new io.tidemark.schemas.Offender(one.place(), one.eventId(), one.value()));
    }

    private static List<Shift> evidence(Measurement measurement) {
        return each(
                measurement.evidence(),
                shift -> new Shift(shift.label(), shift.before(), shift.after(), shift.contribution()));
    }

    static List<Measurement> toDomain(List<io.tidemark.schemas.Measurement> measurements) {
        return each(measurements, AvroMeasurements::toDomain);
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
                READ.getOrDefault(avro.getVerdict(), io.tidemark.stats.verdict.Verdict.INSUFFICIENT));
        List<io.tidemark.stats.distance.Shift> evidence = each(
                avro.getEvidence(),
                shift -> new io.tidemark.stats.distance.Shift(
                        shift.getLabel(), shift.getBefore(), shift.getAfter(), shift.getContribution()));
        List<Offender> offenders =
                each(avro.getOffenders(), one -> new Offender(0, one.getPlace(), one.getEventId(), one.getValue()));
        return new Measurement(avro.getColumn(), avro.getScale(), judged, avro.getDispersion(), evidence, offenders);
    }

    /** Of hundreds of measurements nearly all have neither evidence nor records: those cost no stream. */
    private static <A, B> List<B> each(List<A> from, Function<A, B> how) {
        if (from.isEmpty()) {
            return List.of();
        }
        List<B> out = new ArrayList<>(from.size());
        for (A one : from) {
            out.add(how.apply(one));
        }
        return out;
    }
}
