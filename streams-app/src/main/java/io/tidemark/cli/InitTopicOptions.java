package io.tidemark.cli;

import io.tidemark.runtime.first.Proposal;
import io.tidemark.runtime.first.TopicLook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a topic is that {@code init} looks at, and what its records need to be read. */
final class InitTopicOptions {
    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--schema", paramLabel = "FILE", description = "The writer's schema, of bare Avro without framing.")
    private @Nullable Path schema;

    /**
     * What is proposed for a topic.
     *
     * @param beside the directory of the file that is written
     * @throws UsageError if no cluster is named and there is no embedded broker
     */
    Proposal look(Terminal terminal, String topic, String model, Path beside) {
        TopicLook.Request request = new TopicLook.Request(topic, model, schemaText(), schemaFrom(beside));
        return cluster.ask(terminal, settings -> TopicLook.at(request, settings));
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
        return cluster.words();
    }
}
