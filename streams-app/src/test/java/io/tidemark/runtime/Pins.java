package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.pin.EventScan;
import io.tidemark.pin.Pin;
import io.tidemark.pin.Pinner;
import io.tidemark.profile.Place;
import io.tidemark.topology.MonitorRules;
import java.time.Clock;
import java.util.List;

/** Grids and references that are there before the application starts, as replay makes them. */
public final class Pins {
    private Pins() {}

    /** The pin of the file's only monitor over these events, whose place is their number; it holds from the beginning. */
    public static Pin of(MonitorFile file, SchemaSource schemas, List<byte[]> events) {
        Monitor monitor = file.monitors().get(0);
        long windowMs = monitor.windows().size().toMillis();
        return new Pinner(monitor, MonitorRules.profile(monitor, windowMs), scan(file, schemas, events))
                .pin(Long.MIN_VALUE);
    }

    private static EventScan scan(MonitorFile file, SchemaSource schemas, List<byte[]> events) {
        String topic = file.monitors().get(0).source().topic();
        return visitor -> {
            TopicDecoders decoder = new TopicDecoders(file.monitors(), schemas);
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

    /** Creates the application's topics and publishes the pin there. */
    public static void publish(AppSettings settings, MonitorFile file, Pin pin) {
        new PinPublisher(settings, MonitorApp.prepareTopics(settings, file), Clock.systemUTC())
                .publish(pin, GridBook.EMPTY);
    }
}
