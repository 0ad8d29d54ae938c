package io.tidemark.pin;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Rejection;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.profile.Place;
import io.tidemark.profile.ProfileRules;
import io.tidemark.testkit.TestEvent;
import io.tidemark.topology.MonitorRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events as a log that can be read again and again, and a monitor of the model “fraud” with windows of an hour. */
final class PinBench implements EventScan {
    static final long HOUR = 3_600_000;

    private final Monitor monitor;
    private final List<byte[]> log = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private long visited;

    private PinBench(Monitor monitor) {
        this.monitor = monitor;
    }

    /** A bench whose monitor has these lines of YAML besides. */
    static PinBench with(String... lines) {
        return new PinBench(monitor(lines));
    }

    static Monitor monitor(String... lines) {
        StringBuilder yaml = new StringBuilder(
                """
                monitors:
                  - model: fraud
                    source: {csv: {time: at}}
                    windows: {size: 1h, pane: 1h, lateness: 15m}
                """);
        for (String line : lines) {
            yaml.append("    ").append(line).append('\n');
        }
        return MonitorFileReader.parse("m.yaml", yaml.toString()).monitor("fraud");
    }

    PinBench log(TestEvent... events) {
        for (TestEvent event : events) {
            places.add(log.size());
            log.add(event.bytes());
        }
        return this;
    }

    PinBench log(List<TestEvent> events) {
        return log(events.toArray(TestEvent[]::new));
    }

    /** The same events in another order; each keeps its place. */
    PinBench shuffled(int[] order) {
        PinBench other = new PinBench(monitor);
        for (int i : order) {
            other.log.add(log.get(i));
            other.places.add(places.get(i));
        }
        return other;
    }

    @Override
    public void scan(Visitor visitor) {
        EventDecoder decoder = new EventDecoder(TestEvent.SCHEMAS);
        Observation observation = new Observation();
        for (int i = 0; i < log.size(); i++) {
            Rejection rejection = decoder.decode(log.get(i), observation);
            if (rejection != null) {
                throw new IllegalStateException("a test's event cannot be read: " + rejection);
            }
            visited++;
            if (!visitor.visit(observation, Place.hash(0, places.get(i)))) {
                return;
            }
        }
    }

    ProfileRules rules() {
        return MonitorRules.profile(monitor, monitor.windows().size().toMillis());
    }

    Pin pin() {
        return new Pinner(monitor, rules(), this).pin(0);
    }

    /** What would be pinned before the application's first start. */
    Optional<Pin> pinWhole() {
        return new Pinner(monitor, rules(), this).pinWhole(Long.MIN_VALUE);
    }

    /** The training events on the grids of a pin. */
    List<Reference> training(Pin pin) {
        return new Pinner(monitor, rules(), this).training(pin.era(), "t");
    }

    /** The reference of a scope. */
    static Reference reference(Pin pin, String slice) {
        return pin.references().stream()
                .filter(reference -> reference.scope().slice().equals(slice))
                .findFirst()
                .orElseThrow();
    }

    /** How many events were visited in all scans. */
    long visited() {
        return visited;
    }
}
