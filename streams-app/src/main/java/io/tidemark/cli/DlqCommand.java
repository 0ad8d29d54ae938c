package io.tidemark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark dlq}: the records that could not be used. */
@Command(
        name = "dlq",
        description = "Shows the records that a running application could not use, and sends them again after a fix.",
        footer = {"", "Exit code: that of the command, as its own help says it; 2 without one."})
final class DlqCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private DlqCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** With its own commands. */
    static CommandLine with(Terminal terminal) {
        return new CommandLine(new DlqCommand(terminal))
                .addSubcommand(new DlqListCommand(terminal))
                .addSubcommand(new DlqShowCommand(terminal))
                .addSubcommand(new DlqReplayCommand(terminal))
                .addSubcommand(new CommandLine.HelpCommand());
    }

    /** Without a command. */
    @Override
    public Integer call() {
        terminal.note("tidemark dlq: needs a command: "
                + String.join(", ", spec.subcommands().keySet()));
        return ExitCodes.COULD_NOT_RUN;
    }
}
