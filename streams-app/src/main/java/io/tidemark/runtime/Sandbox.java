package io.tidemark.runtime;

import io.tidemark.serde.OwnSchemas;
import io.tidemark.serde.Registry;
import io.tidemark.topology.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An embedded broker and registry with a directory of their own, for replay and demo; the directory goes with it.
 *
 * <p>Started and closed by one thread.
 */
public final class Sandbox implements AutoCloseable {
    private static final String APPLICATION = "tidemark";

    private final Path directory;
    private final String registryUrl;
    private final Registry registry;
    private @Nullable EmbeddedBroker broker;

    private Sandbox(Path directory) {
        this.directory = directory;
        this.registryUrl = "mock://" + directory.getFileName();
        this.registry = new Registry(registryUrl);
        OwnSchemas.registerInProcess(registry, new Topics(APPLICATION, Map.of()).subjects());
    }

    /** Makes one in the system's directory for temporary files; its broker comes up when its settings are asked for. */
    public static Sandbox create() {
        return new Sandbox(temporary());
    }

    /** Makes one whose broker is up. */
    public static Sandbox start() {
        Sandbox sandbox = create();
        sandbox.broker();
        return sandbox;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tidemark-");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a temporary directory", failure);
        }
    }

    private EmbeddedBroker broker() {
        EmbeddedBroker running = broker;
        if (running == null) {
            running = EmbeddedBroker.start(directory.resolve("kafka"));
            broker = running;
        }
        return running;
    }

    /** Where the broker is, which is started if it is not up yet. */
    public AppSettings settings() {
        return new AppSettings(
                APPLICATION,
                broker().bootstrapServers(),
                registryUrl,
                directory.resolve("state"),
                Duration.ofMillis(500),
                2,
                1,
                Map.of());
    }

    public Registry registry() {
        return registry;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
        try {
            Files.walkFileTree(directory, new Deleter());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot remove a temporary directory: path=" + directory, failure);
        }
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
