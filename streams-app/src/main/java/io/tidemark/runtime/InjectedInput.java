package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.Observation;
import io.tidemark.domain.WorldFailure;
import io.tidemark.drill.DrillEvent;
import io.tidemark.drill.Injection;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.FileReading;
import io.tidemark.ingest.NameListener;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.pin.EventScan;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.Registry;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A file whose events are changed as they are read, and written anew as canonical ones.
 *
 * @param file the events as they are
 * @param injected what is done to them
 * @param registry where profile finds the schema of what is written
 */
record InjectedInput(InputFile file, Injected injected, Registry registry) implements InputFile {
    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public Monitor monitor() {
        return InputFile.asCanonical(file.monitor());
    }

    @Override
    public void read(BadRecord.Listener rejections, Taker taker) {
        Written written = new Written(monitor(), registry);
        readEvents(rejections, (event, reading) -> taker.take(written.bytes(event), reading));
    }

    /** The events as they are, as far as they are read. */
    void look(FileLines lines, Consumer<DrillEvent> taker) {
        readEvents(lines, (event, reading) -> {
            lines.accepted(reading);
            taker.accept(event);
            return true;
        });
    }

    private interface EventTaker {
        boolean take(DrillEvent event, FileReading reading);
    }

    private void readEvents(BadRecord.Listener rejections, EventTaker taker) {
        RecordDecoder decoder = file.decoder();
        Observation seen = new Observation();
        Passing passing = new Passing(injected, taker);
        file.read(rejections, (bytes, reading) -> {
            seen.cameFrom(file.monitor().source().topic(), 0, passing.rows, 0);
            passing.reading = reading;
            return decoder.decode(bytes, seen) != null || passing.take(ObservedEvents.of(seen));
        });
        passing.end();
    }

    /** Events on their way. Owned by one thread. */
    private static final class Passing {
        private final Injected injected;
        private final Injection injection;
        private final EventTaker taker;
        private FileReading reading = new FileReading() {
            @Override
            public long accepted() {
                return 0;
            }

            @Override
            public long bytesRead() {
                return 0;
            }

            @Override
            public long totalBytes() {
                return 0;
            }
        };
        private long rows;
        private boolean goesOn = true;

        Passing(Injected injected, EventTaker taker) {
            this.injected = injected;
            this.injection = injected.injection().get();
            this.taker = taker;
        }

        boolean take(DrillEvent event) {
            rows++;
            if (event.timeMs() < injected.untilMs()) {
                injection.take(event, this::give);
            }
            return goesOn && rows < injected.rows();
        }

        void end() {
            injection.end(this::give);
        }

        private void give(DrillEvent event) {
            goesOn = goesOn && taker.take(event, reading);
        }
    }

    /** Writes events of both kinds. Owned by one thread. */
    private static final class Written {
        private final Map<EventEncoder.Type, EventEncoder> encoders = new EnumMap<>(EventEncoder.Type.class);
        private final Monitor monitor;
        private final Registry registry;

        Written(Monitor monitor, Registry registry) {
            this.monitor = monitor;
            this.registry = registry;
        }

        byte[] bytes(DrillEvent event) {
            EventEncoder.Type type =
                    event.reserved().isEmpty() ? EventEncoder.Type.FEATURES : EventEncoder.Type.PREDICTION;
            return encoders.computeIfAbsent(type, this::encoder).write(new WrittenEvent(event));
        }

        private EventEncoder encoder(EventEncoder.Type type) {
            int id = registry.register(monitor.source().topic(), type.schema());
            return new EventEncoder(monitor.model(), type, id);
        }
    }

    @Override
    public RecordDecoder decoder() {
        return new EventDecoder(registry);
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(Injected.HEADER, injected.name());
    }

    @Override
    public void tellNames(NameListener listener) {
        file.tellNames(listener);
    }

    @Override
    public List<String> notes() {
        return file.notes();
    }

    /** The events as they are: a reference is never made of faulty ones. */
    @Override
    public EventScan scan(FileLines lines) {
        return file.scan(lines);
    }

    @Override
    public WorldFailure withoutEvents(String firstRejected, Exception cause) {
        return file.withoutEvents(firstRejected, cause);
    }
}
