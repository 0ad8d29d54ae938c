package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.letters.DeadLetterBox;
import io.tidemark.runtime.letters.LetterCensus;
import io.tidemark.runtime.letters.LetterCensus.Fate;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark dlq list}: how many letters there are, of what, and the newest. */
@Command(
        name = "list",
        description = "Counts the dead letters by reason, topic and hour, and names the newest; no payload is shown.",
        footer = {
            "",
            "Letters that dlq replay has sent again are counted apart: they wait for nothing.",
            "Exit code: 0 none waits, 1 some do, 2 could not be told."
        })
final class DlqListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many of the newest letters are named, 0 to 10000; default ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    DlqListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (limit < 0 || limit > 10_000) {
            throw new UsageError("--limit=" + limit + " is not in [0, 10000]");
        }
        letters.filter(Set.of());
        return cluster.ask(terminal, this::list);
    }

    private Integer list(AppSettings settings) {
        DeadLetterBox box = new DeadLetterBox(settings, json ? Progress.SILENT : terminal);
        box.readMarks();
        letters.requireTopics(box);
        LetterCensus census = new LetterCensus(limit);
        box.each(
                letters.filter(Set.of()),
                letter -> census.count(letter, box.isReplayed(letter) ? Fate.REPLAYED : Fate.WAITING));
        if (json) {
            terminal.print(LetterJson.list(census, box));
        } else {
            LetterText.list(census, box).forEach(terminal::print);
        }
        return census.waiting() == 0 ? ExitCodes.QUIET : ExitCodes.ALERTS;
    }
}
