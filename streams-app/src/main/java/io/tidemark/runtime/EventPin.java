package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.pin.EventScan;
import io.tidemark.pin.Pin;
import io.tidemark.pin.Pinner;
import io.tidemark.profile.Place;
import io.tidemark.topology.MonitorRules;
import java.util.List;

/** Grids and references made of events in memory, before any of them is on a topic. */
public final class EventPin {
    private EventPin() {}

    /**
     * The pin of a monitor over these events, whose place is their number; it holds from the beginning.
     *
     * @throws io.tidemark.pin.PinFailure if the monitor's range holds none of them
     */
    public static Pin of(Monitor monitor, SchemaSource schemas, List<byte[]> events) {
        long windowMs = monitor.windows().size().toMillis();
        return new Pinner(monitor, MonitorRules.profile(monitor, windowMs), scan(monitor, schemas, events))
                .pin(Long.MIN_VALUE);
    }

    private static EventScan scan(Monitor monitor, SchemaSource schemas, List<byte[]> events) {
        String topic = monitor.source().topic();
        return visitor -> {
            TopicDecoders decoder = new TopicDecoders(List.of(monitor), schemas);
            Observation observation = new Observation();
            for (int i = 0; i < events.size(); i++) {
                observation.cameFrom(topic, 0, i, 0);
                decoder.decode(events.get(i), observation);
                if (!visitor.visit(observation, Place.hash(0, i))) {
                    return;
                }
            }
        };
    }
}
