package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.ReferenceRule;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.pin.PinRange;
import io.tidemark.runtime.first.TopicSample;
import io.tidemark.store.GridBookCodec;
import io.tidemark.topology.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the topics hold before the application's first start. A monitor whose reference is all there is pinned before any event is read, as a
 * file's is: so what came after its range is judged. The warm-up would pin it only when the stream had passed it, and at the speed of a
 * backlog the stream is at its end by then; see decision 037.
 */
final class History {
    private static final Logger log = LoggerFactory.getLogger(History.class);
    private static final TopicSample.Bounds A_FEW = new TopicSample.Bounds(2_000, 16 << 20);

    private final AppSettings settings;
    private final MonitorFile file;
    private final Topics topics;
    private final SchemaSource schemas;
    private final TopicPins pins;

    History(AppSettings settings, MonitorFile file, Topics topics, SchemaSource schemas) {
        this.settings = settings;
        this.file = file;
        this.topics = topics;
        this.schemas = schemas;
        this.pins = new TopicPins(settings, file, topics, schemas);
    }

    /** Pins what can be; only before the first start: afterwards events have been counted without grids. */
    void pin() {
        if (!isFirstStart()) {
            return;
        }
        for (Monitor monitor : file.monitors()) {
            try {
                if (!(monitor.references().held() instanceof ReferenceRule.Published)
                        && mayBeWhole(monitor)
                        && !isPinned(monitor)) {
                    pin(monitor);
                }
            } catch (SchemaSource.Unanswered unanswered) {
                log.warn(
                        "cannot pin what the topic holds, its windows stay WARMING_UP until the reference is made model={} why={}",
                        monitor.model(),
                        unanswered.getMessage());
            }
        }
    }

    private void pin(Monitor monitor) {
        String topic = monitor.source().topic();
        log.info(
                "reads what the topic holds, to make the reference before the start model={} topic={}",
                monitor.model(),
                topic);
        pins.pinner(monitor).pinWhole(Long.MIN_VALUE).ifPresent(pin -> {
            // Another instance that starts at this moment may have been faster; both would say the same.
            if (!isPinned(monitor)) {
                pins.publish(monitor, pin, GridBook.EMPTY);
            }
        });
    }

    private boolean isFirstStart() {
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            return admin.listConsumerGroupOffsets(settings.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .isEmpty();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw new ClusterFailure(
                    "cannot see the offsets of the application: group=" + settings.applicationId(), failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    private boolean isPinned(Monitor monitor) {
        return new GridsTopic(settings, topics).read().containsKey(GridBookCodec.listKey(monitor.model()));
    }

    /** By a few events of the beginning, the middle and the end: whether it is worth to read it all. */
    private boolean mayBeWhole(Monitor monitor) {
        String topic = monitor.source().topic();
        Map<String, Object> properties = MonitorApp.clientProperties(settings);
        RecordDecoder decoder = new TopicDecoders(file.monitors(), schemas);
        Observation event = new Observation();
        long firstMs = Long.MAX_VALUE;
        long lastMs = Long.MIN_VALUE;
        for (TopicSample.Record message :
                TopicSample.read(topic, properties, A_FEW).records()) {
            event.cameFrom(topic, message.partition(), message.offset(), message.timeMs());
            if (decoder.decode(message.value(), event) == null) {
                firstMs = Math.min(firstMs, event.eventTimeMs());
                lastMs = Math.max(lastMs, event.eventTimeMs());
            }
        }
        return PinRange.dependsOnFirstEvents(monitor)
                ? firstMs <= lastMs && lastMs - firstMs >= PinRange.lengthMs(monitor)
                : lastMs >= PinRange.stated(monitor).endMs();
    }
}
