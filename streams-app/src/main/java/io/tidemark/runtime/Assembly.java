package io.tidemark.runtime;

import io.tidemark.assess.AssessProcessor;
import io.tidemark.assess.AssessRules;
import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.domain.Alert;
import io.tidemark.domain.ChangeDating;
import io.tidemark.domain.Meters;
import io.tidemark.grade.GradeProcessor;
import io.tidemark.grade.GradeRules;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.judge.ChangeDesk;
import io.tidemark.judge.Judge;
import io.tidemark.judge.JudgeProcessor;
import io.tidemark.profile.EmitProcessor;
import io.tidemark.profile.ProfileProcessor;
import io.tidemark.profile.ProfileProcessorLive;
import io.tidemark.profile.ProfileRules;
import io.tidemark.profile.ProfileSettings;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.AnnotationSerializer;
import io.tidemark.serde.AnyKey;
import io.tidemark.serde.DecisionSerializer;
import io.tidemark.serde.GradableSerde;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.PartialSerde;
import io.tidemark.serde.ReadingSerde;
import io.tidemark.serde.Registry;
import io.tidemark.serde.StatusSerializer;
import io.tidemark.serde.TidingReader;
import io.tidemark.serde.TidingSerializer;
import io.tidemark.slo.Objective;
import io.tidemark.slo.promotion.PromotionRule;
import io.tidemark.store.DeadLetter;
import io.tidemark.store.ReferenceCodec;
import io.tidemark.topology.MonitorObjectives;
import io.tidemark.topology.MonitorRules;
import io.tidemark.topology.MonitorTopology;
import io.tidemark.topology.Nodes;
import io.tidemark.topology.Parts;
import io.tidemark.topology.TidingProcessor;
import io.tidemark.topology.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;

/** Puts the stages together, by hand: what each of them needs, out of the monitor file. */
public final class Assembly {
    private static final TidingProcessor.Ways ROUTED =
            new TidingProcessor.Ways(Nodes.OPERATIONS_OUT, Nodes.ROUTE_LETTERS_OUT);
    private static final TidingProcessor.Ways HEARD = new TidingProcessor.Ways(Nodes.JUDGE, Nodes.HEAR_LETTERS_OUT);
    private static final JudgeProcessor.Ways JUDGED = new JudgeProcessor.Ways(
            Nodes.ALERTS_OUT,
            Nodes.ALERTS_STATE_OUT,
            Nodes.ALERTS_DRY_RUN_OUT,
            Nodes.ANNOTATIONS_OUT,
            Nodes.DECISIONS_OUT,
            Nodes.STATUS_OUT);

    private final MonitorFile file;
    private final Topics topics;
    private final Registry registry;
    private final Input input;
    private final Meters meters;

    /** Of an application that holds nothing back, on topics that {@code run} created. */
    public Assembly(MonitorFile file, Topics topics, Registry registry, Meters meters) {
        this(file, topics, registry, new Input(registry, none -> false, DeadLetter.MOST_BYTES), meters);
    }

    /**
     * How events come in, and out again where they are none.
     *
     * @param schemas of their writers
     * @param held source partitions, by their names in marks, that wait for a schema
     * @param mostLetterBytes what the dead-letter topic takes of one record
     */
    record Input(SchemaSource schemas, Predicate<String> held, int mostLetterBytes) {}

    Assembly(MonitorFile file, Topics topics, Registry registry, Input input, Meters meters) {
        this.input = input;
        this.file = file;
        this.topics = topics;
        this.registry = registry;
        this.meters = meters;
    }

    /** The whole topology. */
    public Topology topology() {
        ProfileSettings profile = profileSettings();
        NameLog names = new NameLog(meters);
        long mostLive = ProfileProcessorLive.mostLive(Runtime.getRuntime().maxMemory(), tasks());
        List<AssessRules> assess = file.monitors().stream()
                .map(monitor -> MonitorRules.assess(monitor, file.slosOf(monitor.model()), topic -> topics.sources()
                        .getOrDefault(topic, 0)))
                .toList();
        List<Objective> objectives = MonitorObjectives.of(file);
        Judge judge = new Judge(objectives, Promises.corrections(file), promotions(), file.runs());
        ChangeDesk desk = new ChangeDesk(objectives, confirmWithin());
        TidingProcessor.Watched watched =
                new TidingProcessor.Watched(confirmWithin().keySet(), changeDating(file));
        Parts.Formats formats = formats();
        Parts parts = new Parts(
                () -> new ProfileProcessorLive(
                        profile.idleAfterMs(), mostLive, input.mostLetterBytes(), meters, input.held()),
                () -> new ProfileProcessor(profile, new TopicDecoders(file.monitors(), input.schemas(), names), meters),
                () -> new EmitProcessor(Nodes.PARTIALS_OUT, Nodes.GRADABLE_OUT, Nodes.DEAD_LETTERS_OUT, beat(profile)),
                () -> new GradeProcessor(grade(assess), meters),
                () -> new AssessProcessor(assess, meters),
                () -> new TidingProcessor(
                        TidingReader.ofOthers(input.schemas()), watched, ROUTED.with(input.mostLetterBytes()), meters),
                () -> new TidingProcessor(
                        TidingReader.ofAll(input.schemas()), watched, HEARD.with(input.mostLetterBytes()), meters),
                () -> new JudgeProcessor(judge, desk, JUDGED, keptAlerts(formats), meters),
                formats);
        return new MonitorTopology(topics, parts).build();
    }

    /** By model. */
    private static Map<String, GradeRules> grade(List<AssessRules> assess) {
        return assess.stream()
                .filter(rules -> rules.labels().rules().areThere())
                .collect(Collectors.toMap(
                        AssessRules::model,
                        rules -> new GradeRules(
                                rules.labels().rules().spans().horizonMs(),
                                Set.copyOf(rules.labels().sources()))));
    }

    /** How many tasks of profile there are, which may all run here. */
    private int tasks() {
        return topics.sources().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
    }

    /** How a task keeps alerts: as on their topic. */
    private Serde<Alert> keptAlerts(Parts.Formats formats) {
        return Serdes.serdeFrom(formats.alerts(), AlertDeserializer.of(registry));
    }

    private Map<String, PromotionRule> promotions() {
        return file.monitors().stream().collect(Collectors.toMap(Monitor::model, monitor -> monitor.changes()
                .promotion()));
    }

    private Map<String, Duration> confirmWithin() {
        return file.monitors().stream().collect(Collectors.toMap(Monitor::model, monitor -> monitor.changes()
                .confirmWithin()));
    }

    /** A partition without events still tells twice within the idle time-out that its reader is alive. */
    private static Duration beat(ProfileSettings profile) {
        return Duration.ofMillis(Math.max(100, profile.idleAfterMs() / 2));
    }

    private ProfileSettings profileSettings() {
        List<ProfileRules> rules = file.monitors().stream()
                .map(monitor -> MonitorRules.profile(
                        monitor,
                        file.slosOf(monitor.model()),
                        monitor.windows().pane().toMillis()))
                .toList();
        long idleAfterMs = file.monitors().stream()
                .mapToLong(monitor -> monitor.windows().idleAfter().toMillis())
                .min()
                .orElse(0);
        return new ProfileSettings(
                rules,
                topics.sources(),
                futureMs(file),
                idleAfterMs,
                MonitorRules.tenants(file, topics.sources()),
                topics.graded());
    }

    private static long futureMs(MonitorFile file) {
        return file.monitors().stream()
                .mapToLong(monitor -> monitor.future().toMillis())
                .min()
                .orElse(0);
    }

    /** When a change may be dated that the application takes in. */
    static ChangeDating changeDating(MonitorFile file) {
        return new ChangeDating(futureMs(file));
    }

    private Parts.Formats formats() {
        OwnSchemas schemas = OwnSchemas.register(registry, topics.subjects());
        registry.registerEvents(topics.sources().keySet());
        return new Parts.Formats(
                new AnyKey(),
                new PartialSerde(),
                new GradableSerde(),
                (topic, bytes) -> ReferenceCodec.read(bytes),
                new ReadingSerde(schemas.readings()),
                new AlertSerializer(schemas.alerts()),
                new TidingSerializer(schemas),
                new AnnotationSerializer(schemas.annotations()),
                new DecisionSerializer(schemas.decisions()),
                new StatusSerializer(schemas.status()),
                (message, partitionTime) -> 0);
    }
}
