package io.tidemark.cli;

import io.tidemark.config.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Arguments that the command line does not understand, in a sentence. */
final class Misuse {
    private Misuse() {}

    static Failure of(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String mistyped = mistyped(command, arguments);
        String what = mistyped.isEmpty() ? what(wrong, command) : unknown(mistyped, command);
        return new Failure(name + ": " + what + " (see " + name + " --help)", List.of());
    }

    /** An option that there is not, which picocli tells only if nothing is missing; empty if all are known. */
    private static String mistyped(CommandLine command, String[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith("--") && argument.length() > 2)
                .filter(argument -> !command.getCommandSpec().optionsMap().containsKey(name(argument)))
                .findFirst()
                .orElse("");
    }

    private static String name(String argument) {
        return argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    }

    private static String what(ParameterException wrong, CommandLine command) {
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched.getUnmatched().get(0), command);
        }
        if (wrong instanceof MissingParameterException missing) {
            return "needs "
                    + String.join(
                            " and ",
                            missing.getMissing().stream().map(Misuse::label).toList());
        }
        if (wrong.getArgSpec() instanceof OptionSpec option && option.typeInfo().isMap()) {
            return option.longestName() + "=" + wrong.getValue() + " is not " + option.paramLabel() + "; write "
                    + option.longestName() + " " + option.paramLabel();
        }
        String message = String.valueOf(wrong.getMessage());
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private static String label(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName()
                        + (" " + option.paramLabel())
                                .repeat(Math.max(1, option.arity().min()))
                : argument.paramLabel();
    }

    private static String unknown(String argument, CommandLine command) {
        if (argument.startsWith("-")) {
            String typed = name(argument);
            List<String> options = new ArrayList<>();
            command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
            options.removeIf(option -> !option.startsWith("--"));
            return "has no option " + typed + suggestion(typed, options);
        }
        Collection<String> commands = command.getSubcommands().keySet();
        return commands.isEmpty()
                ? "has no use for " + argument
                : "has no command " + argument + suggestion(argument, commands);
    }

    private static String suggestion(String typed, Collection<String> names) {
        return "; " + Names.suggestion(typed, names, "there are");
    }
}
