package io.tidemark.runtime.trial;

import io.tidemark.domain.Reading;
import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.KeptTopic;
import io.tidemark.runtime.Progress;
import io.tidemark.serde.ReadingDeserializer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Readings that a running application has stored: its topic from the oldest that is kept, brought in order of time. Readings of other
 * models are passed over unread. Owned by one thread.
 */
final class StoredReadings {
    private static final int NAMED = 20;
    private static final long REPORTED = 0xffff;

    private final KeptTopic topic;
    private final ReadingDeserializer format;
    private final Progress progress;
    private final SeenReadings seen;
    private final Set<String> others = new TreeSet<>();

    StoredReadings(KeptTopic topic, ReadingDeserializer format, Progress progress) {
        this.topic = topic;
        this.format = format;
        this.progress = progress;
        this.seen = new SeenReadings(topic.name());
    }

    /**
     * What was read.
     *
     * @param seen what the readings are
     * @param kept how far back the topic goes
     */
    record Read(SeenReadings seen, KeptTopic.Kept kept) {}

    /**
     * Runs through the readings once.
     *
     * @throws WorldFailure if the topic cannot be read, or has no reading of the models
     */
    Read each(List<SlotListener> listeners) {
        Set<String> models = listeners.stream()
                .map(listener -> listener.objective().subject().model())
                .collect(Collectors.toCollection(TreeSet::new));
        try (PointRuns points = new PointRuns(PointRuns.MOST_HELD)) {
            KeptTopic.Kept kept = topic.each(progress, message -> {
                if (isOf(models, message.key()) && message.value() != null) {
                    take(message, listeners, points);
                }
            });
            check(models, kept);
            run(points, listeners);
            return new Read(seen, kept);
        }
    }

    private boolean isOf(Set<String> models, byte @Nullable [] key) {
        String model = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        boolean isOne = models.contains(model);
        if (!isOne && others.size() < NAMED) {
            others.add(model);
        }
        return isOne;
    }

    private void take(ConsumerRecord<byte[], byte[]> message, List<SlotListener> listeners, PointRuns points) {
        Reading reading;
        try {
            reading = format.deserialize(message.topic(), message.value());
        } catch (ReadingDeserializer.BrokenReading broken) {
            seen.reject(message.offset(), "partition=" + message.partition() + ": " + broken.getMessage());
            return;
        }
        seen.note(reading);
        for (int i = 0; i < listeners.size(); i++) {
            if (listeners.get(i).objective().concerns(reading)) {
                points.add(i, reading.scope().slice(), listeners.get(i).point(reading));
            }
        }
    }

    private void check(Set<String> models, KeptTopic.Kept kept) {
        if (seen.count() > 0) {
            return;
        }
        if (kept.records() == 0) {
            throw new WorldFailure(
                    "the topic holds no reading" + (kept.past() == KeptTopic.Past.CUT ? " any more" : " yet")
                            + ": topic=" + topic.name()
                            + "; readings come with the first window that closes, and are kept as long as the topic is");
        }
        throw new WorldFailure("the topic holds no reading of " + String.join(", ", models) + ": topic=" + topic.name()
                + (others.isEmpty()
                        ? ", records that cannot be read=" + seen.rejects()
                        : "; it has readings of " + String.join(", ", others)));
    }

    private void run(PointRuns points, List<SlotListener> listeners) {
        long[] done = {0};
        points.each((slo, slice, point) -> {
            listeners.get(slo).take(slice, point);
            done[0]++;
            if ((done[0] & REPORTED) == 0) {
                progress.at("running over slots", done[0], 0, 0);
            }
        });
        listeners.forEach(SlotListener::finish);
    }
}
