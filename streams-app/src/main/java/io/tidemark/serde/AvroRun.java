package io.tidemark.serde;

import io.tidemark.domain.RunAmount;
import io.tidemark.domain.RunReport;
import io.tidemark.schemas.RunEvent;
import io.tidemark.schemas.RunPhase;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** What training runs say as {@link RunEvent}. What others send is cut to what an alert can show, so that no producer can fill the store. */
final class AvroRun {
    private AvroRun() {}

    static RunEvent toAvro(RunReport report) {
        Map<RunAmount, Double> amounts = report.amounts();
        return new RunEvent(
                report.model(),
                report.version(),
                report.eventId(),
                Instant.ofEpochMilli(report.atMs()),
                report.run().id(),
                report.run().parent().isEmpty() ? null : report.run().parent(),
                RunPhase.valueOf(report.phase().name()),
                whole(amounts.get(RunAmount.STEP)),
                whole(amounts.get(RunAmount.STEPS)),
                whole(amounts.get(RunAmount.ROWS_READ)),
                whole(amounts.get(RunAmount.ROWS_EXPECTED)),
                amounts.get(RunAmount.CPU_SECONDS),
                amounts.get(RunAmount.GPU_SECONDS),
                whole(amounts.get(RunAmount.PEAK_MEMORY_BYTES)),
                amounts.get(RunAmount.COST),
                report.said().currency(),
                report.said().errorCode().isEmpty() ? null : report.said().errorCode(),
                new TreeMap<>(report.said().measures()),
                new TreeMap<>(report.said().dimensions()));
    }

    private static @Nullable Long whole(@Nullable Double count) {
        return count == null ? null : (Long) Math.round(count);
    }

    /**
     * The report of a record that was read with our schema.
     *
     * @param logMs when it was said if it does not say so
     */
    static RunReport toDomain(GenericRecord read, long logMs) {
        long statedMs = (Long) read.get("eventTime");
        return new RunReport(
                name(read, "model"),
                name(read, "version"),
                name(read, "eventId"),
                statedMs == 0 ? logMs : statedMs,
                new RunReport.Name(name(read, "runId"), name(read, "parentRunId")),
                RunReport.Phase.valueOf(read.get("phase").toString()),
                amounts(read),
                new RunReport.Said(
                        name(read, "costCurrency"),
                        name(read, "errorCode"),
                        measures((Map<?, ?>) read.get("measures")),
                        dimensions((Map<?, ?>) read.get("dimensions"))));
    }

    private static Map<RunAmount, Double> amounts(GenericRecord read) {
        Map<RunAmount, Double> amounts = new EnumMap<>(RunAmount.class);
        for (RunAmount amount : RunAmount.values()) {
            Object count = read.get(amount.field());
            if (count instanceof Number number) {
                amounts.put(amount, number.doubleValue());
            }
        }
        return amounts;
    }

    /** Those that are numbers, the first by name. */
    private static SortedMap<String, Double> measures(Map<?, ?> read) {
        TreeMap<String, Double> measures = new TreeMap<>();
        read.forEach((name, value) -> {
            if (value instanceof Double number && Double.isFinite(number)) {
                measures.put(AvroChange.text(name, RunReport.LONGEST), number);
            }
        });
        while (measures.size() > RunReport.MOST_MEASURES) {
            measures.pollLastEntry();
        }
        return measures;
    }

    /** The first by name. */
    private static SortedMap<String, String> dimensions(Map<?, ?> read) {
        TreeMap<String, String> dimensions = new TreeMap<>();
        read.forEach((name, value) ->
                dimensions.put(AvroChange.text(name, RunReport.LONGEST), AvroChange.text(value, RunReport.LONGEST)));
        while (dimensions.size() > RunReport.MOST_MEASURES) {
            dimensions.pollLastEntry();
        }
        return dimensions;
    }

    private static String name(GenericRecord read, String field) {
        Object value = read.get(field);
        return value == null ? "" : AvroChange.text(value, RunReport.LONGEST);
    }
}
