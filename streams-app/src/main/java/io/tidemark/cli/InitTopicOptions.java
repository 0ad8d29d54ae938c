package io.tidemark.cli;

import io.tidemark.runtime.BrokerAddress;
import io.tidemark.runtime.first.Proposal;
import io.tidemark.runtime.first.TopicLook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a topic is that {@code init} looks at, and what its records need to be read. */
final class InitTopicOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "The cluster of --topic.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            defaultValue = "mock://tidemark",
            description =
                    "The schema registry of Avro in Confluent's wire format; without one, Tidemark's own events can be read.")
    private String registry = "";

    @Option(names = "--schema", paramLabel = "FILE", description = "The writer's schema, of bare Avro without framing.")
    private @Nullable Path schema;

    @Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "More settings of all Kafka clients, security among them, as Java properties.")
    private @Nullable Path clientProperties;

    /**
     * What is proposed for a topic.
     *
     * @param beside the directory of the file that is written
     * @throws UsageError if no cluster is named
     */
    Proposal look(String topic, String model, Path beside) {
        String servers = bootstrapServers;
        if (servers == null) {
            throw new UsageError("--topic=" + topic + " is of a cluster; name it by --bootstrap-servers");
        }
        BrokerAddress.awaitOneOf(servers, PATIENCE);
        Map<String, Object> clients = new HashMap<>(ClientProperties.read(clientProperties));
        clients.put("bootstrap.servers", servers);
        TopicLook.Request request = new TopicLook.Request(topic, model, schemaText(), schemaFrom(beside));
        return TopicLook.at(request, registry, clients);
    }

    private String schemaFrom(Path directory) {
        return schema == null
                ? ""
                : directory
                        .toAbsolutePath()
                        .normalize()
                        .relativize(schema.toAbsolutePath().normalize())
                        .toString();
    }

    private String schemaText() {
        if (schema == null) {
            return "";
        }
        try {
            return Files.readString(schema);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read --schema=" + schema, failure);
        }
    }

    /** As {@code run} takes them. */
    String words() {
        return " --bootstrap-servers " + bootstrapServers;
    }
}
