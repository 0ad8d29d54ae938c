package io.tidemark.cli;

import io.tidemark.domain.Operation;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What people tell judge: commands that differ in one word share a class, and get their names here. */
final class OperationCommands {
    private static final String EXIT =
            "Exit code: 0 told, 2 could not be told, or (ack, resolve) no such alert is open.";

    private OperationCommands() {}

    static CommandLine acknowledge(Terminal terminal, Clock clock) {
        return named(
                new EpisodeCommand(Operation.Kind.ACKNOWLEDGE, terminal, clock),
                "ack",
                "Says that somebody has an alert: its escalation stops.");
    }

    static CommandLine resolve(Terminal terminal, Clock clock) {
        return named(
                new EpisodeCommand(Operation.Kind.RESOLVE, terminal, clock),
                "resolve",
                "Closes an alert by hand; it opens anew when its budget burns anew.");
    }

    static CommandLine silence(Terminal terminal, Clock clock, Map<String, String> environment) {
        return new CommandLine(new SilenceCommand(terminal, clock))
                .addSubcommand(new SilenceListCommand(terminal, environment))
                .addSubcommand(
                        named(new EndCommand(Operation.Kind.END_SILENCE, terminal, clock), "end", "Ends a silence."));
    }

    static CommandLine correct(Terminal terminal, Clock clock) {
        return new CommandLine(new CorrectCommand(terminal, clock))
                .addSubcommand(named(
                        new EndCommand(Operation.Kind.END_CORRECTION, terminal, clock), "end", "Ends a correction."));
    }

    private static CommandLine named(Object command, String name, String description) {
        CommandLine line = new CommandLine(command);
        CommandSpec spec = line.getCommandSpec().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().description(description).footer("", EXIT);
        return line;
    }
}
