package io.tidemark.runtime;

import io.tidemark.config.MonitorFile;
import io.tidemark.query.Configuration;
import io.tidemark.query.Instances;
import io.tidemark.query.Models;
import io.tidemark.query.PeerSettings;
import io.tidemark.query.Pipeline;
import io.tidemark.query.Upkeep;
import io.tidemark.query.Whereabouts;
import io.tidemark.runtime.letters.LetterBoard;
import io.tidemark.runtime.upkeep.SourceLags;
import io.tidemark.runtime.upkeep.VitalSigns;
import io.tidemark.topology.MonitorRules;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How a running application is told to those who run it; closed with it. */
final class Caretaker implements AutoCloseable {
    private static final int PATIENCE_MS = 5_000;

    private final VitalSigns signs;
    private final SourceLags lags;
    private final LetterBoard letters;
    private final Upkeep upkeep;

    /** How the other instances are reached. */
    record Reach(Whereabouts whereabouts, HttpClient client, PeerSettings peers) {}

    /**
     * What is told of an application's settings.
     *
     * @param elsewhere names of those whose values are kept elsewhere, and so are not told
     */
    record Told(MonitorFile file, AppSettings settings, Set<String> elsewhere) {}

    /** Of an application; begins to look. */
    Caretaker(MonitorApp app, Told told, Reach reach, Models models) {
        AppSettings settings = told.settings();
        MonitorFile file = told.file();
        Clock clock = Clock.systemUTC();
        Map<String, Object> client = MonitorApp.clientProperties(settings);
        lags = new SourceLags(
                ClusterFailure.admin(client),
                settings.applicationId(),
                app.topics().sources(),
                clock);
        letters = new LetterBoard(consumer(client), app.topics().deadLetters(), clock);
        signs = VitalSigns.start(
                new VitalSigns.Observed(
                        reach.whereabouts().here(),
                        app.streams(),
                        app.meters(),
                        app.restores(),
                        settings.stateDirectory().resolve(settings.applicationId())),
                clock);
        Instances instances = new Instances(reach.whereabouts()::instances, signs, reach.client(), reach.peers());
        upkeep = new Upkeep(
                new Pipeline(models, sources(app, file), instances, lags, clock),
                letters,
                new Configuration(InForce.sections(settings, told.elsewhere()), FileTree.of(file)));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> client) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("default.api.timeout.ms", PATIENCE_MS);
        properties.put("request.timeout.ms", PATIENCE_MS);
        properties.putAll(client);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("allow.auto.create.topics", "false");
        properties.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The source partitions that each model waits for. */
    private static Map<String, List<String>> sources(MonitorApp app, MonitorFile file) {
        Map<String, List<String>> sources = new TreeMap<>();
        file.monitors()
                .forEach(monitor -> sources.put(
                        monitor.model(),
                        MonitorRules.assess(monitor, file.slosOf(monitor.model()), topic -> app.topics()
                                        .sources()
                                        .getOrDefault(topic, 0))
                                .sources()));
        return sources;
    }

    Upkeep upkeep() {
        return upkeep;
    }

    @Override
    public void close() {
        signs.close();
        lags.close();
        letters.close();
    }
}
