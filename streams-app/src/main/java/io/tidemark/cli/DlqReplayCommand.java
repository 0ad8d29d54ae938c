package io.tidemark.cli;

import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Progress;
import io.tidemark.runtime.letters.DeadLetterBox;
import io.tidemark.runtime.letters.DeadLetterReplay;
import io.tidemark.runtime.letters.DeadLetterReplay.Outcome;
import io.tidemark.runtime.letters.LetterFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark dlq replay}: after a fix, records go back to where they stood. */
@Command(
        name = "replay",
        description =
                "Sends records back to where they stood, with key, headers and time; without --send it only says what it would send.",
        footer = {
            "",
            "No letter is sent twice: it is marked in the transaction that sends its record. A record that fails again is a new letter, which"
                    + " says how often it has failed.",
            "It needs the right to write to the topics of the records. Events older than windows.retention are counted as too late.",
            "Exit code: 0 all that was meant is sent, or there is nothing to send; 1 some would be sent, or some are lost; 2 could not run, or there is no letter at a PLACE: then nothing is sent."
        })
final class DlqReplayCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "PLACE",
            description = "Only these letters, as 0@12, or those of these records, as payments-3@88123.")
    private List<String> places = new ArrayList<>();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private LetterOptions letters = new LetterOptions();

    @Option(names = "--send", description = "Send them.")
    private boolean send;

    @Option(names = "--dry-run", description = "Say what would be sent, as without --send.")
    private boolean dryRun;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    DlqReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (send && dryRun) {
            throw new UsageError("--send and --dry-run exclude each other; leave one out");
        }
        places.forEach(DlqShowCommand::requirePlace);
        letters.filter(Set.copyOf(places));
        return cluster.ask(terminal, this::replay);
    }

    private Integer replay(AppSettings settings) {
        Progress progress = json ? Progress.SILENT : terminal;
        LetterFilter filter = letters.filter(Set.copyOf(places));
        DeadLetterBox box = new DeadLetterBox(settings, progress);
        box.readMarks();
        letters.requireTopics(box);
        DlqShowCommand.requireLetters(places, box);
        DeadLetterReplay replay = new DeadLetterReplay(settings, progress);
        Outcome outcome = send ? replay.send(filter) : replay.preview(filter);
        if (json) {
            terminal.print(String.format(
                    Locale.ROOT,
                    "{\"sent\":%b,\"letters\":%d,\"failedBefore\":%d,\"sentBefore\":%d,\"lost\":%d}",
                    send,
                    outcome.sent(),
                    outcome.sentAgain(),
                    outcome.before(),
                    outcome.lost()));
        } else {
            LetterText.outcome(outcome, send ? LetterText.Mood.DONE : LetterText.Mood.PLANNED)
                    .forEach(terminal::print);
        }
        return outcome.lost() > 0 || (!send && outcome.sent() > 0) ? ExitCodes.ALERTS : ExitCodes.QUIET;
    }
}
