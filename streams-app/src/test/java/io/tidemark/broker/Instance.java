package io.tidemark.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code tidemark run}, or another command, in a process of its own, which can be killed and started again on the same directory. */
final class Instance implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("health, metrics and the API: http://(\\S+)");
    private static final long PATIENCE_SECONDS = 40;

    private final Path directory;
    private final List<String> command;
    private Process process;

    private Instance(Path directory, List<String> command) {
        this.directory = directory;
        this.command = command;
        this.process = launch();
    }

    /** Starts one in that directory, with these options of {@code run}. */
    static Instance start(Path directory, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.add(0, "run");
        all.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        return command(directory, all);
    }

    /** Starts a command in that directory. */
    static Instance command(Path directory, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tidemark.Main"));
        command.addAll(arguments);
        return new Instance(directory, command);
    }

    private Process launch() {
        try {
            Files.createDirectories(directory);
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot start an instance: directory=" + directory, failure);
        }
    }

    /** What it wrote, all its lives together. */
    Path log() {
        return directory.resolve("log");
    }

    /** Where it listens in this life or the last that came so far, host:port; empty before it said so. */
    Optional<String> address() {
        try {
            return LISTENS.matcher(Files.readString(log()))
                    .results()
                    .reduce((before, last) -> last)
                    .map(found -> found.group(1));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read a log: path=" + log(), failure);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM; it hands on what it holds and ends. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the instance does not end: directory=" + directory);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts it again on the same directory. */
    void restart() {
        process = launch();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
