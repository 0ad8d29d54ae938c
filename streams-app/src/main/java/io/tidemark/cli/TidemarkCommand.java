package io.tidemark.cli;

import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: one class a command, and one place where a failure becomes a sentence and an exit code. */
@Command(
        name = "tidemark",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = JarVersion.class,
        exitCodeOnInvalidInput = ExitCodes.COULD_NOT_RUN,
        exitCodeOnExecutionException = ExitCodes.COULD_NOT_RUN,
        description = "Watches the data and predictions of machine-learning models on Kafka.",
        footer = {
            "",
            "Exit code: 0 all is well, 1 there were or are alerts, or a comparison found drift, 2 could not run."
        })
public final class TidemarkCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(TidemarkCommand.class);
    private static final String JSON = "--json";
    private static final int WIDTH = 100;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private TidemarkCommand() {}

    /** Runs a command and returns the exit code. */
    public static int execute(String... arguments) {
        return execute(Terminal.ofProcess(), arguments);
    }

    /** As {@link #execute(String...)}, on a terminal of one's own. */
    static int execute(Terminal terminal, String... arguments) {
        boolean isJson = Arrays.asList(arguments).contains(JSON);
        Clock clock = Clock.systemUTC();
        return new CommandLine(new TidemarkCommand())
                .addSubcommand(new DemoCommand(terminal))
                .addSubcommand(new InitCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal, System.getenv()))
                .addSubcommand(new ProfileCommand(terminal, clock, System.getenv()))
                .addSubcommand(new CompareCommand(terminal, System.getenv()))
                .addSubcommand(new RunCommand(terminal, System.getenv()))
                .addSubcommand(new BrokerCommand(terminal))
                .addSubcommand(new NotifyCommand(terminal, System.getenv()))
                .addSubcommand(new StatusCommand(terminal, System.getenv()))
                .addSubcommand(new DriftCommand(terminal, System.getenv()))
                .addSubcommand(new RunsCommand(terminal, System.getenv()))
                .addSubcommand(new ChangesCommand(terminal, System.getenv()))
                .addSubcommand(new AlertsCommand(terminal, System.getenv()))
                .addSubcommand(new PostmortemCommand(terminal))
                .addSubcommand(DlqCommand.with(terminal))
                .addSubcommand(new GateCommand(terminal, Clock.systemUTC()))
                .addSubcommand(new ValidateCommand(terminal, Clock.systemUTC()))
                .addSubcommand(SloCommand.with(terminal, Clock.systemUTC(), System.getenv()))
                .addSubcommand(new DetectCommand(terminal))
                .addSubcommand(new TopologyCommand(terminal))
                .addSubcommand(new ChangeCommand(terminal, clock))
                .addSubcommand(OperationCommands.acknowledge(terminal, clock))
                .addSubcommand(OperationCommands.resolve(terminal, clock))
                .addSubcommand(OperationCommands.silence(terminal, clock, System.getenv()))
                .addSubcommand(OperationCommands.correct(terminal, clock))
                .addSubcommand(new PinCommand(terminal, clock))
                .addSubcommand(new BacktestCommand(terminal, Clock.systemUTC(), System.getenv()))
                .addSubcommand(new DrillCommand(terminal, System.getenv()))
                .addSubcommand(new HelpCommand())
                .setOut(terminal.outWriter())
                .setErr(terminal.errWriter())
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.ansi()))
                .setParameterExceptionHandler((wrong, given) -> tell(Misuse.of(wrong, given), terminal, isJson))
                .setExecutionExceptionHandler((failure, line, parsed) -> tell(failure, terminal, isJson))
                .execute(arguments);
    }

    /** Without a command. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCodes.COULD_NOT_RUN;
    }

    private static int tell(Exception thrown, Terminal terminal, boolean isJson) {
        if (!Failure.isExpected(thrown)) {
            log.error("the command failed, which it should not have", thrown);
        }
        return tell(Failure.of(thrown), terminal, isJson);
    }

    private static int tell(Failure failure, Terminal terminal, boolean isJson) {
        failure.lines().forEach(terminal::note);
        if (isJson) {
            terminal.print(failure.json());
        }
        return ExitCodes.COULD_NOT_RUN;
    }
}
