package io.tidemark.cli;

import io.tidemark.config.MonitorFileReader;
import io.tidemark.runtime.first.FileLook;
import io.tidemark.runtime.first.Proposal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark init}: a first monitor file. */
@Command(
        name = "init",
        description = {
            "Looks at a file or a topic and writes a first monitor file for it, with a comment on every line: what it rests on.",
            "",
            "It finds out what the columns are (time, id, prediction, score, label, latency, status, version; numbers, categories, codes, texts,"
                    + " vectors; what would only make noise), and proposes slices, windows in which there are rows enough, a reference, and first"
                    + " objectives, on trial: nobody is told of anything until you say so."
        },
        footer = {
            "",
            "The file is for reading, and for correcting. It is in order: validate takes it, and so does replay FILE --config IT, or run --config IT.",
            "Exit code: 0 it is written, 2 it could not be."
        })
final class InitCommand implements Callable<Integer> {
    private static final int LONGEST_MODEL = 100;

    private final Terminal terminal;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "CSV with a header line, JSON lines (an object each) or an Avro container file; gzip or not.")
    private @Nullable Path file;

    @Option(names = "--topic", paramLabel = "TOPIC", description = "A topic of the cluster, instead of a file.")
    private @Nullable String topic;

    @Mixin
    private InitTopicOptions cluster = new InitTopicOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; default: standard output.")
    private @Nullable Path out;

    @Option(names = "--model", paramLabel = "NAME", description = "What to call the model; default: after the file.")
    private @Nullable String model;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    InitCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        OutputFiles.check("--out", out, file == null ? new Path[0] : new Path[] {file});
        if (out != null && Files.exists(out) && !force) {
            throw new UsageError(
                    "--out=" + out + " is there already; name another file, or add --force to write over it");
        }
        Proposal proposal = proposal();
        String text = proposal.text();
        proposal.remarks().forEach(terminal::note);
        write(text, proposal.isTimed() ? "; next: " + next(proposal.model()) : "");
        return ExitCodes.QUIET;
    }

    private Proposal proposal() {
        if (file != null && topic == null) {
            return FileLook.at(file, modelName(String.valueOf(file.getFileName())), terminal);
        }
        if (topic != null && file == null) {
            return cluster.look(terminal, topic, modelName(topic), out == null ? Path.of("") : out.resolveSibling(""));
        }
        throw new UsageError("init looks at one thing: --file FILE, or --topic TOPIC with --bootstrap-servers");
    }

    /** An application of its own: the usual id may be that of another one. */
    private String next(String name) {
        return file == null
                ? "tidemark run --config " + out + cluster.words() + " --application-id " + name
                : "tidemark replay " + file + " --config " + out;
    }

    private String modelName(String seen) {
        String given = model;
        String name = given == null
                ? seen.replaceFirst("(?i)(\\.(csv|tsv|txt|jsonl|ndjson|json|avro))?(\\.gz)?$", "")
                : given;
        String sound = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        String cut = sound.substring(0, Math.min(LONGEST_MODEL, sound.length()));
        if (given != null && !given.equals(cut)) {
            throw new UsageError("--model=" + given
                    + " is not a name; write letters, digits, '.', '_' and '-', at most " + LONGEST_MODEL);
        }
        return cut.isEmpty() ? "model" : cut;
    }

    /** What is written is in order, or it is a bug of ours: then it is told as a mistake in the file. */
    private void write(String text, String next) {
        Path target = out;
        if (target == null) {
            MonitorFileReader.parse("the proposal", text);
            terminal.print(text.stripTrailing());
            return;
        }
        try {
            Files.writeString(target, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write --out=" + target, e);
        }
        MonitorFileReader.read(target);
        terminal.note("written: " + target + next);
    }
}
