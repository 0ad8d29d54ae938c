package io.tidemark.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark slo}: what there is to do with a file of SLOs. */
@Command(
        name = "slo",
        description = "Explains, checks and tries SLOs, OpenSLO v1 and ours; a file of them needs no monitors.",
        footer = {"", "Exit code: that of the command, as its own help says it; 2 without one."})
final class SloCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private SloCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** With its own commands. */
    static CommandLine with(Terminal terminal, Clock clock) {
        return new CommandLine(new SloCommand(terminal))
                .addSubcommand(new SloExplainCommand(terminal, clock))
                .addSubcommand(new SloSimulateCommand(terminal, clock))
                .addSubcommand(lint(terminal, clock))
                .addSubcommand(new CommandLine.HelpCommand());
    }

    /** The same as {@code validate}, under the name that people of SLOs know. */
    private static CommandLine lint(Terminal terminal, Clock clock) {
        CommandLine line = new CommandLine(new ValidateCommand(terminal, clock));
        line.getCommandSpec().name("lint");
        return line;
    }

    /** Without a command. */
    @Override
    public Integer call() {
        terminal.note("tidemark slo: needs a command: "
                + String.join(", ", spec.subcommands().keySet()));
        return ExitCodes.COULD_NOT_RUN;
    }
}
