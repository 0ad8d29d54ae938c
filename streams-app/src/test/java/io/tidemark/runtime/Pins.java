package io.tidemark.runtime;

import io.tidemark.config.MonitorFile;
import io.tidemark.domain.GridBook;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.pin.Pin;
import java.time.Clock;
import java.util.List;

/** Grids and references that are there before the application starts, as replay makes them. */
public final class Pins {
    private Pins() {}

    /** The pin of the file's only monitor over these events, whose place is their number; it holds from the beginning. */
    public static Pin of(MonitorFile file, SchemaSource schemas, List<byte[]> events) {
        return EventPin.of(file.monitors().get(0), schemas, events);
    }

    /** Creates the application's topics and publishes the pin there. */
    public static void publish(AppSettings settings, MonitorFile file, Pin pin) {
        new PinPublisher(settings, MonitorApp.prepareTopics(settings, file), Clock.systemUTC())
                .publish(pin, GridBook.EMPTY);
    }
}
