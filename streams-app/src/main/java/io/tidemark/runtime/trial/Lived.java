package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.runtime.KeptTopic;
import io.tidemark.runtime.Progress;
import io.tidemark.serde.AlertDeserializer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a running application has really told people.
 *
 * @param reach how much of it is known
 * @param sinceMs clock time from which on it is known, where it is {@link Reach#PART}
 * @param slos by SLO and severity
 */
public record Lived(Reach reach, long sinceMs, Map<Slo, Map<Severity, Told>> slos) {
    /** Nobody asked a running application. */
    public static final Lived NOT_ASKED = new Lived(Reach.NOT_ASKED, 0, Map.of());

    private static final int MOST = 100_000;

    public Lived {
        slos = Map.copyOf(slos);
    }

    /** How much is known. */
    public enum Reach {
        NOT_ASKED,
        /** There is no topic of alerts. */
        NO_TOPIC,
        /** Alerts are kept as long as the readings are. */
        WHOLE,
        /** Alerts of the beginning are not kept any more. */
        PART
    }

    /** An SLO of a model. */
    public record Slo(String model, String name) {}

    /**
     * Episodes that people were told of: not silenced, explained by another alert or on trial.
     *
     * @param opened how many
     * @param steps how many of them are steps of an error-budget policy
     * @param firstMs event time of the first; 0 if there was none
     * @param lastMs of the last
     */
    public record Told(int opened, int steps, long firstMs, long lastMs) {
        /** Nobody was told. */
        public static final Told NOTHING = new Told(0, 0, 0, 0);

        private Told plus(Alert alert) {
            long ms = alert.times().metricTimeMs();
            return new Told(
                    opened + 1,
                    steps + (alert.context().policyStep().isEmpty() ? 0 : 1),
                    opened == 0 ? ms : Math.min(firstMs, ms),
                    opened == 0 ? ms : Math.max(lastMs, ms));
        }
    }

    /** What was told of an SLO. */
    public Told told(Slo slo, Severity severity) {
        return slos.getOrDefault(slo, Map.of()).getOrDefault(severity, Told.NOTHING);
    }

    /**
     * What the topic of alerts says was told in a span of event time.
     *
     * @param startMs its start, exclusive
     * @param endMs its end, inclusive: an alert's time is the end of a slot
     * @param readings how far back the readings go
     */
    static Lived of(KeptTopic topic, AlertDeserializer format, long startMs, long endMs, KeptTopic.Kept readings) {
        if (topic.partitions() == 0) {
            return new Lived(Reach.NO_TOPIC, 0, Map.of());
        }
        Count count = new Count(startMs, endMs);
        KeptTopic.Kept kept = topic.each(Progress.SILENT, message -> count.hear(message, format));
        boolean isShorter = kept.past() == KeptTopic.Past.CUT && kept.oldestMs() > readings.oldestMs();
        return new Lived(isShorter ? Reach.PART : Reach.WHOLE, kept.oldestMs(), count.slos);
    }

    /** Counts each episode once, at its first alert that people hear; at most {@value #MOST} episodes. */
    private static final class Count {
        private final long startMs;
        private final long endMs;
        private final Set<String> episodes = new HashSet<>();
        private final Map<Slo, Map<Severity, Told>> slos = new HashMap<>();

        Count(long startMs, long endMs) {
            this.startMs = startMs;
            this.endMs = endMs;
        }

        void hear(ConsumerRecord<byte[], byte[]> message, AlertDeserializer format) {
            if (message.value() == null) {
                return;
            }
            Alert alert;
            try {
                alert = format.deserialize(message.topic(), message.value());
            } catch (AlertDeserializer.BrokenAlert broken) {
                return;
            }
            long ms = alert.times().metricTimeMs();
            if (isTold(alert)
                    && ms > startMs
                    && ms <= endMs
                    && episodes.size() < MOST
                    && episodes.add(alert.episodeId())) {
                slos.computeIfAbsent(
                                new Slo(
                                        alert.promise().scope().model(),
                                        alert.promise().objective()),
                                unused -> new EnumMap<>(Severity.class))
                        .merge(alert.severity(), Told.NOTHING.plus(alert), (old, one) -> old.plus(alert));
            }
        }

        private static boolean isTold(Alert alert) {
            return alert.isOpen()
                    && !alert.isDryRun()
                    && !alert.context().standing().isCovered();
        }
    }
}
