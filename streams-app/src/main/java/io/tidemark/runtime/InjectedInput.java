package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.domain.LabelColumn;
import io.tidemark.domain.Observation;
import io.tidemark.domain.WorldFailure;
import io.tidemark.drill.DrillEvent;
import io.tidemark.drill.DrillLabel;
import io.tidemark.drill.Injection;
import io.tidemark.drill.Survey;
import io.tidemark.drill.Value;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.ingest.FileReading;
import io.tidemark.ingest.NameListener;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.pin.EventScan;
import io.tidemark.serde.Registry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file whose events and labels are changed as they are read, and written anew as canonical ones.
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
        WrittenEvents written = new WrittenEvents(monitor(), registry);
        readEvents(rejections, new EventTaker() {
            @Override
            public boolean take(DrillEvent event, FileReading reading) {
                taker.at(event.timeMs());
                return taker.take(written.bytes(event), reading);
            }

            @Override
            public void label(DrillLabel label) {
                taker.label(written.bytes(label), label.madeMs(), label.knownMs());
            }
        });
    }

    /** The events as they are, as far as they are read. */
    void look(FileLines lines, Survey survey) {
        readEvents(lines, new EventTaker() {
            @Override
            public boolean take(DrillEvent event, FileReading reading) {
                lines.accepted(reading);
                survey.take(event);
                return true;
            }

            @Override
            public void label(DrillLabel label) {
                survey.take(label);
            }

            @Override
            public void own(DrillLabel label) {
                survey.take(label);
            }
        });
    }

    private interface EventTaker {
        boolean take(DrillEvent event, FileReading reading);

        void label(DrillLabel label);

        /** The event that comes next brings that label. */
        default void own(DrillLabel label) {}
    }

    private void readEvents(BadRecord.Listener rejections, EventTaker taker) {
        Passing passing = new Passing(this, taker);
        file.read(rejections, passing);
        passing.end();
    }

    /** Events and labels on their way. Owned by one thread. */
    private static final class Passing implements Taker {
        private final Injected injected;
        private final Injection injection;
        private final EventTaker taker;
        private final RecordDecoder decoder;
        private final RecordDecoder labelDecoder;
        private final Monitor monitor;
        private final Observation seen = new Observation();
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

        Passing(InjectedInput input, EventTaker taker) {
            this.injected = input.injected;
            this.injection = injected.injection().get();
            this.taker = taker;
            this.decoder = input.file.decoder();
            this.labelDecoder = input.file.labelDecoder();
            this.monitor = input.file.monitor();
            cameFrom(0, 0, 0);
        }

        @Override
        public void cameFrom(int partition, long offset, long recordTimeMs) {
            seen.cameFrom(monitor.source().topic(), partition, offset, recordTimeMs);
        }

        @Override
        public boolean take(byte[] event, FileReading file) {
            reading = file;
            return decoder.decode(event, seen) != null || take(relabelled(ObservedEvents.of(seen)));
        }

        /** The label that an event brings is changed as one that comes by itself. */
        private DrillEvent relabelled(DrillEvent event) {
            Value truth = monitor.labels().areInEvents() ? event.value(LabelColumn.NAME) : Value.MISSING;
            if (truth.isMissing() || event.timeMs() >= injected.untilMs()) {
                return event;
            }
            DrillLabel label =
                    injection.label(new DrillLabel(event.ids().prediction(), truth, event.timeMs(), event.timeMs()));
            taker.own(label);
            return event.with(LabelColumn.NAME, label.truth());
        }

        private boolean take(DrillEvent event) {
            rows++;
            if (event.timeMs() < injected.untilMs()) {
                injection.take(event, this::give);
            }
            return goesOn && rows < injected.rows();
        }

        /** Its log is that of labels only as long as it is read. */
        @Override
        public void label(byte[] label, long madeMs, long knownMs) {
            if (!monitor.labels().areThere() || madeMs >= injected.untilMs()) {
                return;
            }
            int partition = seen.partition();
            long offset = seen.offset();
            long recordTimeMs = seen.recordTimeMs();
            seen.cameFrom(monitor.source().labels().topic(), 0, 0, knownMs);
            if (labelDecoder.decode(label, seen) == null) {
                taker.label(injection.label(ObservedEvents.label(seen, madeMs)));
            }
            cameFrom(partition, offset, recordTimeMs);
        }

        void end() {
            injection.end(this::give);
        }

        private void give(DrillEvent event) {
            goesOn = goesOn && taker.take(event, reading);
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
