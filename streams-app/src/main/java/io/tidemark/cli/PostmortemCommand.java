package io.tidemark.cli;

import io.tidemark.notify.Postmortem;
import io.tidemark.notify.Story;
import io.tidemark.runtime.AlertTopic;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.EpisodeStories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark postmortem}: the draft of one, from an episode's alerts. */
@Command(
        name = "postmortem",
        description = "Drafts a blameless postmortem of an episode, in Markdown.",
        footer = {
            "",
            "Episodes are named by tidemark alerts --all; the beginning of a name is enough.",
            "Exit code: 0 done, 2 could not be done."
        })
final class PostmortemCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "EPISODE", description = "The episode's id, or the beginning of it.")
    private String episode = "";

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description = "Alerts as replay --alerts-out writes them, instead of a running application's.")
    private @Nullable Path alerts;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it; default: standard output.")
    private @Nullable Path out;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    PostmortemCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = out;
        if (file != null) {
            OutputFiles.check("--out", file);
        }
        String draft = Postmortem.of(story());
        if (file == null) {
            terminal.print(draft.stripTrailing());
        } else {
            write(file, draft);
            terminal.note("wrote a draft: file=" + file);
        }
        return ExitCodes.QUIET;
    }

    private Story story() {
        Path file = alerts;
        if (file != null) {
            return EpisodeStories.of(file, episode);
        }
        return cluster.ask(terminal, this::story);
    }

    private Story story(AppSettings settings) {
        try (AlertTopic topic = AlertTopic.open(settings)) {
            return EpisodeStories.of(topic, episode);
        }
    }

    private static void write(Path file, String draft) {
        try {
            Files.writeString(file, draft);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write the draft: file=" + file, failure);
        }
    }
}
