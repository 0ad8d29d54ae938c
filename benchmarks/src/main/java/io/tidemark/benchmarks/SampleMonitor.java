package io.tidemark.benchmarks;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Observation;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.ingest.EventDecoder;
import io.tidemark.pin.EventScan;
import io.tidemark.pin.Pin;
import io.tidemark.pin.Pinner;
import io.tidemark.profile.Place;
import io.tidemark.schemas.FeatureEvent;
import io.tidemark.serde.EventEncoder;
import io.tidemark.serde.Registry;
import io.tidemark.topology.MonitorRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A monitor of {@link SampleEvent}s, and its reference of the day before they begin. */
final class SampleMonitor {
    static final String TOPIC = "churn-events";
    static final long REFERENCE_MS = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    static final long START_MS = Instant.parse("2026-01-02T00:00:00Z").toEpochMilli();

    private static final int REFERENCE_EVENTS = 200_000;
    private static final int DIMENSIONS_OF_SMALL = 2;

    private static final String YAML =
            """
            monitors:
              - model: churn
                source: {topic: churn-events}
                slices: [%s]
                windows: {size: 5m, pane: 1m, lateness: 1m}
                reference: {from: 2026-01-01, to: 2026-01-02}
                falseAlarms: 1 per 30d
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: churn-drift
              labels: {model: churn, owner: team-churn}
            spec:
              service: churn
              budgetingMethod: Timeslices
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator:
                spec:
                  thresholdMetric:
                    metricSource: {type: tidemark, spec: {kind: drift, slices: "*"}}
              objectives: [{target: 0.99, timeSliceWindow: 5m}]
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: churn-valid
              labels: {model: churn, owner: team-churn}
            spec:
              service: churn
              budgetingMethod: Occurrences
              timeWindow: [{duration: 28d, isRolling: true}]
              indicator:
                spec:
                  ratioMetric:
                    counter: true
                    bad: {metricSource: {type: tidemark, spec: {kind: missing}}}
                    total: {metricSource: {type: tidemark, spec: {kind: rows}}}
              objectives: [{target: 0.99}]
              alertPolicies: [{alertPolicyRef: mwmb-tickets}]
            """;

    private final MonitorFile file;
    private final Registry registry;
    private final int schemaId;
    private final int dimensions;

    private SampleMonitor(MonitorFile file, Registry registry, int dimensions) {
        this.file = file;
        this.registry = registry;
        this.dimensions = dimensions;
        this.schemaId = registry.register(TOPIC, FeatureEvent.getClassSchema());
    }

    /** A monitor by which an event has so many slices: the one of all, and groupings by one or more dimensions. */
    static SampleMonitor of(int slices, Registry registry) {
        int dimensions = slices <= 1 + DIMENSIONS_OF_SMALL ? DIMENSIONS_OF_SMALL : SampleEvent.mostDimensions();
        String groupings = String.join(", ", groupings(slices - 1, dimensions));
        return new SampleMonitor(
                MonitorFileReader.parse("sample.yaml", YAML.formatted(groupings)), registry, dimensions);
    }

    /** A monitor with a slice for each country, device and tier, and for each country and tier: twenty, and the whole. */
    static SampleMonitor ofThree(Registry registry) {
        String groupings = "[country], [device], [tier], [country, tier]";
        return new SampleMonitor(MonitorFileReader.parse("sample.yaml", YAML.formatted(groupings)), registry, 3);
    }

    /** A pin as if it were another model's. */
    static Pin renamed(Pin pin, String model) {
        return new Pin(
                model,
                pin.range(),
                pin.era(),
                pin.slices(),
                pin.references().stream()
                        .map(one -> new Reference(
                                one.id(),
                                new Scope(
                                        model, one.scope().stage(), one.scope().slice()),
                                one.range(),
                                one.validFromMs(),
                                one.slices(),
                                one.rows(),
                                one.columns(),
                                one.label()))
                        .toList(),
                pin.events());
    }

    /** So many of the sets of dimensions, the smaller sets first. */
    private static List<String> groupings(int wanted, int dimensions) {
        List<String> found = new ArrayList<>();
        for (int size = 1; size <= dimensions; size++) {
            for (int set = 1; set < 1 << dimensions; set++) {
                if (Integer.bitCount(set) == size && found.size() < wanted) {
                    found.add(grouping(set, dimensions));
                }
            }
        }
        return found;
    }

    private static String grouping(int set, int dimensions) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            if ((set >> i & 1) == 1) {
                names.add(SampleEvent.dimension(i));
            }
        }
        return names.toString();
    }

    MonitorFile file() {
        return file;
    }

    Monitor monitor() {
        return file.monitors().get(0);
    }

    Registry registry() {
        return registry;
    }

    SampleEvent event(long seed) {
        return new SampleEvent(seed, dimensions);
    }

    EventEncoder encoder() {
        return new EventEncoder(SampleEvent.MODEL, EventEncoder.Type.FEATURES, schemaId);
    }

    /** So many encoded events of the first minute. */
    byte[][] encoded(int count) {
        SampleEvent event = event(7);
        EventEncoder encoder = encoder();
        byte[][] out = new byte[count][];
        for (int i = 0; i < count; i++) {
            event.draw(START_MS + i % 60_000, 0);
            out[i] = encoder.write(event);
        }
        return out;
    }

    /** The reference and grids of the day before. */
    Pin pin() {
        return new Pinner(
                        monitor(),
                        MonitorRules.profile(
                                monitor(), monitor().windows().size().toMillis()),
                        reference())
                .pin(Long.MIN_VALUE);
    }

    GridBook book() {
        return pin().after(GridBook.EMPTY, 1);
    }

    private EventScan reference() {
        return visitor -> {
            SampleEvent event = event(1);
            EventEncoder encoder = encoder();
            EventDecoder decoder = new EventDecoder(registry);
            Observation observation = new Observation();
            boolean goOn = true;
            for (int i = 0; goOn && i < REFERENCE_EVENTS; i++) {
                event.draw(REFERENCE_MS + (START_MS - REFERENCE_MS) * i / REFERENCE_EVENTS, 0);
                decoder.decode(encoder.write(event), observation);
                goOn = visitor.visit(observation, Place.hash(0, i));
            }
        };
    }
}
