package io.tidemark.runtime;

import io.tidemark.config.Monitor;
import io.tidemark.config.Names;
import io.tidemark.config.RecordFormat;
import io.tidemark.domain.TimeText;
import io.tidemark.domain.TimeWindow;
import io.tidemark.domain.WorldFailure;
import io.tidemark.ingest.RecordDecoder;
import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.TopicDecoders;
import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * What was read of a topic, and of that of its labels: the events of one model from the topic's beginning to its end of now, merged by event time, as many as were
 * asked for, in a file that can be read as often as need be. In the cluster and in the registry nothing is written, committed or made.
 */
public final class TopicCopy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path directory;
    private final Path path;
    private final List<String> notes;

    private TopicCopy(Path directory, Path path, List<String> notes) {
        this.directory = directory;
        this.path = path;
        this.notes = List.copyOf(notes);
    }

    /**
     * What is read.
     *
     * @param topic its name; its records are as those of the monitor's own topic
     * @param rows so many events of the model at most
     * @param range only events of this time; empty for all
     */
    public record Request(String topic, long rows, Optional<TimeWindow> range) {}

    /**
     * Reads it.
     *
     * @param monitor how records are read, whose events are taken, and where their labels come from
     * @param settings of the cluster and the registry; {@code mock://…} knows our own events only
     * @throws WorldFailure if there is no such topic, nothing is in it that is an event of the model, or the registry does not answer
     */
    public static TopicCopy of(Request request, Monitor monitor, AppSettings settings, Progress progress) {
        Set<String> topics = topics(request, monitor);
        requireTopics(topics, request.topic(), monitor, settings);
        TopicCopy copy = null;
        try {
            Path directory = Files.createTempDirectory("tidemark-");
            copy = new TopicCopy(directory, directory.resolve(request.topic()), List.of());
            return copy.filled(request, monitor, settings, progress);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot keep what was read of the topic", failure);
        } finally {
            if (copy != null && !Files.exists(CopiedInput.schemasOf(copy.path))) {
                copy.close();
            }
        }
    }

    private static Set<String> topics(Request request, Monitor monitor) {
        String labels = monitor.source().labels().topic();
        if (labels.isEmpty()) {
            return Set.of(request.topic());
        }
        if (labels.equals(request.topic())) {
            throw new WorldFailure("the topic is that of the labels: topic=" + labels + ", model=" + monitor.model()
                    + "; name that of the events, " + monitor.source().topic());
        }
        return Set.of(request.topic(), labels);
    }

    private static void requireTopics(Set<String> wanted, String events, Monitor monitor, AppSettings settings) {
        try (Admin admin = ClusterFailure.admin(MonitorApp.clientProperties(settings))) {
            TreeSet<String> there = new TreeSet<>(admin.listTopics().names().get());
            for (String topic : wanted) {
                if (!there.contains(topic)) {
                    String why = topic.equals(events)
                            ? "; "
                            : ", which labels.topic of model=" + monitor.model() + " names; create it, or take labels"
                                    + " out of the monitor; ";
                    throw new WorldFailure("there is no such topic, or it may not be read: topic=" + topic + why
                            + Names.suggestion(topic, there, "there are"));
                }
            }
        } catch (ExecutionException failure) {
            throw new ClusterFailure("cannot list the cluster's topics", failure);
        } catch (InterruptedException interrupted) {
            throw ClusterFailure.interrupted(interrupted);
        }
    }

    private TopicCopy filled(Request request, Monitor monitor, AppSettings settings, Progress progress)
            throws IOException {
        Registry registry = settings.openRegistry();
        OwnSchemas.registerInProcess(registry, new Topics(settings.applicationId(), Map.of()).subjects());
        registry.registerEvents(monitor.source().topics());
        KnownSchemas schemas = new KnownSchemas(registry);
        RecordDecoder decoder = named(request, monitor, schemas);
        try (CopyFile.Writer out = new CopyFile.Writer(path)) {
            MergedLog log = new MergedLog(settings, topics(request, monitor), decoder).patientFor(PATIENCE);
            CopiedRecords records = new CopiedRecords(request, monitor, decoder, out, progress);
            log.read(found -> records.take(found, log));
            check(records, request, monitor, registry);
            schemas.write(CopiedInput.schemasOf(path));
            return new TopicCopy(directory, path, notes(records, request));
        } catch (SchemaSource.Unanswered silent) {
            throw new WorldFailure(
                    "the topic's records cannot be read without their schemas: topic=" + request.topic() + ", "
                            + silent.getMessage(),
                    silent);
        } catch (KafkaException refused) {
            throw new ClusterFailure("cannot read the topic: topic=" + request.topic(), refused);
        }
    }

    /** The topic's records are read as those of the topic that the monitor names. */
    private static RecordDecoder named(Request request, Monitor monitor, SchemaSource schemas) {
        RecordDecoder decoder = new TopicDecoders(List.of(monitor), schemas);
        String own = monitor.source().topic();
        return (value, seen) -> {
            if (seen.topic().equals(request.topic())) {
                seen.cameFrom(own, seen.partition(), seen.offset(), seen.recordTimeMs());
            }
            return decoder.decode(value, seen);
        };
    }

    private static void check(CopiedRecords records, Request request, Monitor monitor, Registry registry) {
        if (records.events() > 0) {
            return;
        }
        String of = "topic=" + request.topic() + ", model=" + monitor.model();
        OtherModels.Passed others = records.others();
        if (records.bad() > 0) {
            boolean isOfSchemas = monitor.source().format().encoding() == RecordFormat.Encoding.AVRO;
            throw new WorldFailure("no record of the topic is an event: " + of + ", records=" + records.bad()
                    + ", first " + records.firstBad()
                    + (isOfSchemas && registry.isInProcess()
                            ? "; say where its schemas are: --registry URL"
                            : "; correct source.format and source.fields of the monitor"));
        }
        if (others.events() > 0) {
            throw new WorldFailure("no event of the topic is of the model that it is read for: " + of
                    + ", its events are of " + String.join(", ", others.models())
                    + "; choose another by --model, or leave source.fields.model out");
        }
        if (records.outside() > 0) {
            throw new WorldFailure("no event of the topic is in the range: " + of + ", --range="
                    + request.range().map(TopicCopy::words).orElse("") + ", its events are from "
                    + TimeText.instant(records.firstMs()) + " to " + TimeText.instant(records.lastMs()));
        }
        throw new WorldFailure("the topic is empty: " + of + "; send events to it first, or name another");
    }

    private static String words(TimeWindow range) {
        return TimeText.instant(range.startMs()) + ".." + TimeText.instant(range.endMs());
    }

    private static List<String> notes(CopiedRecords records, Request request) {
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "read of topic %s: %,d events%s; nothing is written to that cluster",
                request.topic(),
                records.events(),
                records.labels() > 0 ? String.format(Locale.ROOT, " and %,d labels", records.labels()) : ""));
        if (records.isCut()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "there are more: only the first %,d are read; more by --rows, others by --range",
                    request.rows()));
        }
        if (records.bad() > 0) {
            notes.add(String.format(
                    Locale.ROOT, "%,d records are no events, the first %s", records.bad(), records.firstBad()));
        }
        if (records.strayLabels() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d labels are of predictions that were not read, and are left out",
                    records.strayLabels()));
        }
        return notes;
    }

    /** Where a record stands, for people. */
    static String place(String topic, CopyFile.Place place) {
        return topic + "-" + place.partition() + "@" + place.offset();
    }

    /** The file: as long as the copy is not closed. */
    public Path path() {
        return path;
    }

    /** What was read and what was not, a sentence each. */
    public List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(CopiedInput.schemasOf(path));
            Files.deleteIfExists(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot remove a temporary directory: path=" + directory, failure);
        }
    }
}
