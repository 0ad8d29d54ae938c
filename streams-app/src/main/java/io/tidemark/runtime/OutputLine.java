package io.tidemark.runtime;

import io.tidemark.serde.AvroJson;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;

/** A reading or an alert as it came from its topic, for files and for people. */
public sealed interface OutputLine {
    /** What lines are ordered by, so that two runs make the same file: model, event time, and what tells records of a time apart. */
    String key();

    /** The record as one line of JSON. */
    String json();

    /** Makes the line when it is asked for: most readings are only counted. */
    interface Json {
        String line();
    }

    /**
     * A reading.
     *
     * @param key see {@link OutputLine#key}
     * @param record see {@link OutputLine#json}
     * @param model the monitored model
     * @param slice {@code *} for all events
     * @param comparison what it was compared with, by its word
     * @param windowEndMs event time of the end of its window
     * @param bad measurements that are BAD
     * @param judged measurements that are GOOD or BAD
     * @param measurements all of them
     */
    record OfReading(
            String key,
            Json record,
            String model,
            String slice,
            String comparison,
            long windowEndMs,
            int bad,
            int judged,
            int measurements)
            implements OutputLine {
        static OfReading of(GenericRecord message) {
            int bad = 0;
            int judged = 0;
            List<?> measurements = (List<?>) message.get("measurements");
            for (Object measurement : measurements) {
                String verdict = text((GenericRecord) measurement, "verdict");
                bad += verdict.equals("BAD") ? 1 : 0;
                judged += verdict.equals("BAD") || verdict.equals("GOOD") ? 1 : 0;
            }
            String key = String.format(
                    "%s|%020d|%s|%s|%s|%010d",
                    text(message, "model"),
                    (Long) message.get("windowEnd") - Long.MIN_VALUE / 2,
                    text(message, "stage"),
                    text(message, "slice"),
                    text(message, "comparison"),
                    (Integer) message.get("revision"));
            return new OfReading(
                    key,
                    () -> AvroJson.line(message),
                    text(message, "model"),
                    text(message, "slice"),
                    text(message, "comparison"),
                    (Long) message.get("windowEnd"),
                    bad,
                    judged,
                    measurements.size());
        }

        @Override
        public String json() {
            return record.line();
        }
    }

    /**
     * An alert.
     *
     * @param key see {@link OutputLine#key}
     * @param json see {@link OutputLine#json}
     * @param severity PAGE, TICKET or INFO
     * @param step what people are told
     * @param isDryRun whether nobody is to be woken by it
     * @param metricTimeMs event time of the step
     * @param summary the sentence for people
     * @param policyStep the step of an error-budget policy that it is about; empty if it is about burning
     * @param subject what it is about, and whom it concerns
     */
    record OfAlert(
            String key,
            String json,
            String severity,
            Step step,
            boolean isDryRun,
            long metricTimeMs,
            String summary,
            String policyStep,
            Subject subject)
            implements OutputLine {
        static OfAlert of(GenericRecord message) {
            long metricTimeMs = (Long) message.get("metricTime");
            String key = String.format(
                    "%s|%020d|%s|%020d",
                    text(message, "model"), metricTimeMs - Long.MIN_VALUE / 2, text(message, "dedupKey"), (Long)
                            message.get("sequence"));
            return new OfAlert(
                    key,
                    AvroJson.line(message),
                    text(message, "severity"),
                    Step.of(text(message, "notice")),
                    (Boolean) message.get("dryRun"),
                    metricTimeMs,
                    text(message, "summary"),
                    text(message, "policyStep"),
                    Subject.of(message));
        }
    }

    /**
     * What an alert is about, and whom it concerns.
     *
     * @param model the monitored model
     * @param objective the objective's name
     * @param slice {@code *} for all events
     * @param cause where it most likely comes from, by its word
     * @param owner who is told; empty for nobody
     */
    record Subject(String model, String objective, String slice, String cause, String owner) {
        private static Subject of(GenericRecord message) {
            GenericRecord objective = (GenericRecord) message.get("objective");
            return new Subject(
                    text(message, "model"),
                    text(objective, "id"),
                    text(message, "slice"),
                    text(message, "cause"),
                    text(objective, "owner"));
        }
    }

    /**
     * Something that happened to a model or its budgets.
     *
     * @param key see {@link OutputLine#key}
     * @param json see {@link OutputLine#json}
     * @param kind what happened, by its word
     * @param model the model
     * @param objective the objective; empty if it concerns the model
     * @param sentence for people
     * @param values its numbers and names
     */
    record OfAnnotation(
            String key,
            String json,
            String kind,
            String model,
            String objective,
            String sentence,
            SortedMap<String, String> values)
            implements OutputLine {
        static OfAnnotation of(GenericRecord message) {
            String key = String.format(
                    "%s|%020d|%s",
                    text(message, "model"), (Long) message.get("from") - Long.MIN_VALUE / 2, text(message, "id"));
            SortedMap<String, String> values = new TreeMap<>();
            ((Map<?, ?>) message.get("values")).forEach((name, value) -> values.put(name.toString(), value.toString()));
            return new OfAnnotation(
                    key,
                    AvroJson.line(message),
                    text(message, "kind"),
                    text(message, "model"),
                    text(message, "objective"),
                    text(message, "text"),
                    values);
        }
    }

    /**
     * What a model may do from an event time on.
     *
     * @param key see {@link OutputLine#key}
     * @param json see {@link OutputLine#json}
     * @param model the model
     * @param lifecycle how far it has come: experimental or production; empty where its file says nothing of it
     * @param eligible whether it may be promoted: yes, no or unknown; empty where nothing is asked of it
     * @param unmet the criteria of a promotion that are not met, each with what it rests on
     */
    record OfDecision(String key, String json, String model, String lifecycle, String eligible, List<String> unmet)
            implements OutputLine {
        public OfDecision {
            unmet = List.copyOf(unmet);
        }

        static OfDecision of(GenericRecord message) {
            String key = String.format(
                    "%s|%020d|%020d",
                    text(message, "model"), (Long) message.get("metricTime") - Long.MIN_VALUE / 2, (Long)
                            message.get("clockTime"));
            return new OfDecision(
                    key,
                    AvroJson.line(message),
                    text(message, "model"),
                    text(message, "lifecycle"),
                    text(message, "eligible"),
                    unmet((List<?>) message.get("criteria")));
        }

        private static List<String> unmet(List<?> criteria) {
            return criteria.stream()
                    .map(GenericRecord.class::cast)
                    .filter(criterion -> !text(criterion, "met").equals("yes"))
                    .map(criterion -> text(criterion, "name") + " (" + text(criterion, "evidence") + ")")
                    .toList();
        }
    }

    /** What people are told of an alert. */
    enum Step {
        OPENED,
        UPDATED,
        CLOSED;

        /** Whatever tells people neither that it begins nor that it is over refreshes what is shown. */
        private static Step of(String notice) {
            return switch (notice) {
                case "opened" -> OPENED;
                case "closed" -> CLOSED;
                default -> UPDATED;
            };
        }
    }

    private static String text(GenericRecord message, String field) {
        return String.valueOf(message.get(field));
    }
}
