package io.tidemark.runtime;

import io.tidemark.serde.Registry;
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
    private final Path directory;
    private final EmbeddedBroker broker;
    private final AppSettings settings;
    private final Registry registry;

    private Sandbox(Path directory, EmbeddedBroker broker, AppSettings settings) {
        this.directory = directory;
        this.broker = broker;
        this.settings = settings;
        this.registry = new Registry(settings.registryUrl());
    }

    /** Starts one in the system's directory for temporary files. */
    public static Sandbox start() {
        Path directory = temporary();
        EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        AppSettings settings = new AppSettings(
                "tidemark",
                broker.bootstrapServers(),
                "mock://" + directory.getFileName(),
                directory.resolve("state"),
                Duration.ofMillis(500),
                2,
                1,
                Map.of());
        return new Sandbox(directory, broker, settings);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tidemark-");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make a temporary directory", failure);
        }
    }

    public AppSettings settings() {
        return settings;
    }

    public Registry registry() {
        return registry;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        broker.close();
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
