package io.tidemark.cli;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.TimeWindow;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.TopicCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is drilled: a file, or a topic of a cluster; and the monitor that it is looked at with. */
final class DrillTarget {
    private static final String TOPIC_NAME = "[A-Za-z0-9._-]{1,249}";

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|TOPIC",
            description =
                    "CSV with a header line, JSON lines (an object each) or an Avro container file, gzip or not; with --bootstrap-servers a topic.")
    private @Nullable String given;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "A topic of the cluster, instead of a file.")
    private @Nullable String topic;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--range",
            paramLabel = "FROM..TO",
            converter = TimeRange.class,
            description =
                    "Of a topic only events of this time, as 2001-01-01..2001-02-01 (UTC); default: all it holds.")
    private @Nullable TimeWindow range;

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "MONITORS",
            description = "The monitor file.")
    private Path config = Path.of("");

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description =
                    "Which monitor it is for; needed if the monitor file has several, and not one of them reads the topic.")
    private @Nullable String model;

    /** Checks what was given, as far as that can be seen without a cluster. */
    void check() {
        if ((given == null) == (topic == null)) {
            throw new UsageError(
                    "drill looks at one thing: FILE, or --topic TOPIC (or TOPIC alone) with --bootstrap-servers");
        }
        if (given != null) {
            check(given, Files.exists(Path.of(given)));
        }
        if (range != null && !isTopic()) {
            throw new UsageError("--range is of a topic, and " + given + " is a file; leave it out");
        }
    }

    private void check(String word, boolean isThere) {
        if (isThere && cluster.isNamed()) {
            throw new UsageError(
                    word + " is a file, which needs no cluster; leave --bootstrap-servers out, or write --topic " + word
                            + " for the topic of that name");
        }
        if (!isThere && !cluster.isNamed()) {
            throw new UsageError("there is no such file: file=" + word
                    + "; if it is a topic, say where: --bootstrap-servers HOST:PORT");
        }
        if (!isThere && !word.matches(TOPIC_NAME)) {
            throw new UsageError("there is no such file, and no topic can have this name: " + word
                    + "; topics have letters, digits, '.', '_' and '-'");
        }
    }

    /** Whether it is a topic. */
    boolean isTopic() {
        return given == null || cluster.isNamed();
    }

    /** The file, or the name of the topic. */
    String word() {
        return given == null ? String.valueOf(topic) : given;
    }

    Path config() {
        return config;
    }

    /** @throws io.tidemark.config.InvalidMonitorFile with everything that is wrong with the monitor file */
    MonitorFile monitors() {
        return MonitorFileReader.read(config);
    }

    /** The model that is meant, of those of the file: where none is named the only one, or the only one of the topic. */
    String chosen(MonitorFile monitors) {
        List<Monitor> ofTopic = monitors.monitors().stream()
                .filter(monitor -> isTopic() && monitor.source().topic().equals(word()))
                .toList();
        return model == null && ofTopic.size() == 1
                ? ofTopic.get(0).model()
                : MonitorChoice.of(monitors, config, model).model();
    }

    /**
     * Reads the topic.
     *
     * @throws UsageError if no cluster is named and there is no embedded broker
     */
    TopicCopy copy(Monitor monitor, long rows, Terminal terminal, Progress progress) {
        TopicCopy.Request request = new TopicCopy.Request(word(), rows, Optional.ofNullable(range));
        return cluster.ask(terminal, settings -> TopicCopy.of(request, monitor, settings, progress));
    }
}
