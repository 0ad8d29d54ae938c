package io.tidemark.topology;

import io.tidemark.profile.ProfileProcessor;
import io.tidemark.store.HeapStore;
import io.tidemark.store.StoreNames;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * The picture as a topology.
 *
 * <pre>
 *  events ─► [profile] ─ sparks, at the commit ─► [emit] ─ deltas, marks ─► [assess] ─ readings ─► [judge] ─ alerts ─►
 *    any key     │                                  │       (model, slice)      │  ▲    model           │      alert identity
 *                └────────── live (heap) ───────────┤              profiles, progress │           slots, episodes
 *              grids (global)                       └─► dead letters         references, quality   ▲          └─ annotations ─►
 *      ▲ graded                                     └─ predictions, labels ─► [grade] ─ graded ─► events
 *      └─ (model, prediction id)                          (model, prediction id)  predictions
 *  changes ─► [route] ─ operations, changes ─► [hear] ─────────────────────────────────────────────┘
 *  runs    ─►    │         runs                   │                                             operations,
 *    any key     │         model                  │                                             runs
 *                └─► dead letters                 └─► dead letters
 * </pre>
 *
 * Each arrow is a topic but for the sparks: profile's first record after each hand-over lights one, the cache holds it until the commit
 * flushes it, and so emit runs inside the commit, and only there: deltas and source offsets are in one transaction. Windows are made
 * in assess from event time and the marks' watermark; Kafka Streams' own stream time is not used.
 */
public final class MonitorTopology {
    private static final AutoOffsetReset EARLIEST = AutoOffsetReset.earliest();

    private final Topics topics;
    private final Parts parts;
    private final Parts.Formats formats;

    public MonitorTopology(Topics topics, Parts parts) {
        this.topics = topics;
        this.parts = parts;
        this.formats = parts.formats();
    }

    /** The whole topology. */
    public Topology build() {
        return judge(hear(route(assess(grade(profile())))));
    }

    private Topology profile() {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(StateStores.grids(), topics.grids(), named(Nodes.GRIDS), GridsProcessor::new);
        builder.addStateStore(HeapStore.builder(StoreNames.LIVE, parts.live()));
        KStream<byte[], Integer> sparks = builder.stream(topics.profiled(), events())
                .processValues(parts.profile()::get, Named.as(Nodes.PROFILE), StoreNames.LIVE);
        sparks.toTable(Named.as(Nodes.SPARKS), StateStores.sparks(formats.eventKey()))
                .toStream(Named.as(Nodes.AT_COMMIT))
                .merge(
                        sparks.filter((key, spark) -> spark == ProfileProcessor.FULL, Named.as(Nodes.WHEN_FULL)),
                        Named.as(Nodes.HAND_OVER))
                .process(parts.emit()::get, Named.as(Nodes.EMIT), StoreNames.LIVE);
        return builder.build()
                .addSink(
                        Nodes.PARTIALS_OUT,
                        topics.partials(),
                        text(),
                        formats.partials().serializer(),
                        new ScopesAndMarks(),
                        Nodes.EMIT)
                .addSink(Nodes.DEAD_LETTERS_OUT, topics.deadLetters(), bytes(), bytes(), Nodes.EMIT);
    }

    private Topology grade(Topology topology) {
        return topology.addSink(
                        Nodes.GRADABLE_OUT,
                        topics.gradable(),
                        bytes(),
                        formats.gradable().serializer(),
                        new HalvesAndProgress(),
                        Nodes.EMIT)
                .addSource(
                        EARLIEST,
                        Nodes.GRADABLE_IN,
                        binary(),
                        formats.gradable().deserializer(),
                        topics.gradable())
                .addProcessor(Nodes.GRADE, parts.grade()::get, Nodes.GRADABLE_IN)
                .addStateStore(StateStores.predictions(), Nodes.GRADE)
                .addSink(Nodes.GRADED_OUT, topics.graded(), bytes(), bytes(), Nodes.GRADE);
    }

    private Topology assess(Topology topology) {
        return topology.addSource(
                        EARLIEST, Nodes.PARTIALS_IN, key(), formats.partials().deserializer(), topics.partials())
                .addSource(
                        EARLIEST,
                        Nodes.REFERENCES_IN,
                        formats.first(),
                        key(),
                        formats.references(),
                        topics.references())
                .addProcessor(Nodes.ASSESS, parts.assess()::get, Nodes.PARTIALS_IN, Nodes.REFERENCES_IN)
                .addStateStore(StateStores.profiles(), Nodes.ASSESS)
                .addStateStore(StateStores.progress(), Nodes.ASSESS)
                .addStateStore(StateStores.references(), Nodes.ASSESS)
                .addStateStore(StateStores.quality(), Nodes.ASSESS)
                .addSink(
                        Nodes.READINGS_OUT,
                        topics.readings(),
                        text(),
                        formats.readings().serializer(),
                        Nodes.ASSESS);
    }

    private Topology route(Topology topology) {
        return topology.addSource(EARLIEST, Nodes.CHANGES_IN, new RecordTime(), binary(), binary(), topics.changes())
                .addSource(EARLIEST, Nodes.RUNS_IN, new RecordTime(), binary(), binary(), topics.runs())
                .addProcessor(Nodes.ROUTE, parts.route()::get, Nodes.CHANGES_IN, Nodes.RUNS_IN)
                .addSink(
                        Nodes.OPERATIONS_OUT,
                        topics.operations(),
                        text(),
                        formats.operations(),
                        new ToModels(),
                        Nodes.ROUTE)
                .addSink(Nodes.ROUTE_LETTERS_OUT, topics.deadLetters(), bytes(), bytes(), Nodes.ROUTE);
    }

    private Topology hear(Topology topology) {
        return topology.addSource(
                        EARLIEST, Nodes.OPERATIONS_IN, new RecordTime(), binary(), binary(), topics.operations())
                .addProcessor(Nodes.HEAR, parts.hear()::get, Nodes.OPERATIONS_IN)
                .addSink(Nodes.HEAR_LETTERS_OUT, topics.deadLetters(), bytes(), bytes(), Nodes.HEAR);
    }

    private Topology judge(Topology topology) {
        return topology.addSource(
                        EARLIEST, Nodes.READINGS_IN, key(), formats.readings().deserializer(), topics.readings())
                .addProcessor(Nodes.JUDGE, parts.judge()::get, Nodes.READINGS_IN, Nodes.HEAR)
                .addStateStore(StateStores.slots(), Nodes.JUDGE)
                .addStateStore(StateStores.operations(), Nodes.JUDGE)
                .addSink(Nodes.ALERTS_OUT, topics.alerts(), text(), formats.alerts(), Nodes.JUDGE)
                .addStateStore(StateStores.voices(), Nodes.JUDGE)
                .addSink(Nodes.ALERTS_STATE_OUT, topics.alertsState(), text(), formats.alerts(), Nodes.JUDGE)
                .addSink(Nodes.ALERTS_DRY_RUN_OUT, topics.alertsDryRun(), text(), formats.alerts(), Nodes.JUDGE)
                .addSink(Nodes.STATUS_OUT, topics.status(), text(), formats.status(), Nodes.JUDGE)
                .addSink(Nodes.ANNOTATIONS_OUT, topics.annotations(), text(), formats.annotations(), Nodes.JUDGE)
                .addSink(Nodes.DECISIONS_OUT, topics.decisions(), text(), formats.decisions(), Nodes.JUDGE);
    }

    private Consumed<byte[], byte[]> events() {
        return Consumed.with(formats.eventKey(), Serdes.ByteArray())
                .withTimestampExtractor(new RecordTime())
                .withName(Nodes.EVENTS)
                .withOffsetResetPolicy(EARLIEST);
    }

    private static Consumed<String, byte[]> named(String node) {
        return Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(node);
    }

    private static Serializer<String> text() {
        return Serdes.String().serializer();
    }

    private static Deserializer<String> key() {
        return Serdes.String().deserializer();
    }

    private static Deserializer<byte[]> binary() {
        return Serdes.ByteArray().deserializer();
    }

    private static Serializer<byte[]> bytes() {
        return Serdes.ByteArray().serializer();
    }
}
