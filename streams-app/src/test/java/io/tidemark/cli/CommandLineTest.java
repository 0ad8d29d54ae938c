package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see who do not know the commands yet. */
class CommandLineTest {
    @Test
    void noCommandIsAskingForUsage() {
        Shell shell = Shell.run();

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err())
                .startsWith("Usage: tidemark [-hV] [COMMAND]\n")
                .contains("  demo  ", "  replay  ", "  compare  ", "  run  ", "  validate  ", "  topology  ")
                .endsWith(
                        "Exit code: 0 all is well, 1 there were or are alerts, or a comparison found drift, 2 could not run.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "validte m.yaml | tidemark: has no command validte; did you mean validate? (see tidemark --help)",
                "xyz            | tidemark: has no command xyz; there are demo, init, replay, profile, compare, run, broker, notify, status, drift, runs, changes, alerts, postmortem, dlq, gate, validate, slo, detect, topology, change, ack, resolve, silence, correct, pin, backtest, drill, help (see tidemark --help)",
                "--versoin      | tidemark: has no option --versoin; did you mean --version? (see tidemark --help)",
                "replay         | tidemark replay: needs --config MONITORS and FILE (see tidemark replay --help)",
                "replay a.csv --confg=m.yaml | tidemark replay: has no option --confg; did you mean --config? (see tidemark replay --help)",
                "replay a.csv -c m.yaml --jsno | tidemark replay: has no option --jsno; did you mean --json? (see tidemark replay --help)",
                "replay a.csv b.csv -c m.yaml | tidemark replay: has no use for b.csv (see tidemark replay --help)",
                "validate       | tidemark validate: needs MONITORS (see tidemark validate --help)",
                "run -c m --threads two | tidemark run: invalid value for option '--threads': 'two' is not an int (see tidemark run --help)",
            })
    void misuseIsASentenceWithASuggestion(String arguments, String sentence) {
        Shell shell = Shell.run((Object[]) arguments.split(" "));

        assertThat(shell).isEqualTo(new Shell(2, "", sentence + "\n"));
    }

    @Test
    void misuseIsAnObjectForMachines() {
        Shell shell = Shell.run("replay", "--json");

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out())
                .isEqualTo(
                        "{\"error\":\"tidemark replay: needs --config MONITORS and FILE (see tidemark replay --help)\"}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "replay",
                "profile",
                "compare",
                "run",
                "notify",
                "status",
                "drift",
                "runs",
                "changes",
                "alerts",
                "postmortem",
                "gate",
                "validate",
                "slo",
                "detect",
                "topology",
                "change",
                "ack",
                "resolve",
                "silence",
                "correct",
                "pin",
                "backtest",
                "drill"
            })
    void everyCommandHasHelp(String command) {
        Shell shell = Shell.run(command, "--help");

        assertThat(shell.code()).isZero();
        assertThat(shell.err()).isEmpty();
        assertThat(shell.out()).startsWith("Usage: tidemark " + command);
        assertThat(shell.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat(Shell.run("help", command)).isEqualTo(shell);
    }

    @ParameterizedTest
    @CsvSource({"slo, explain", "slo, lint", "slo, simulate", "silence, end", "correct, end"})
    void everyCommandBelowHasHelp(String command, String below) {
        Shell shell = Shell.run(command, below, "--help");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("Usage: tidemark " + command + " ");
    }

    /** The manifest's version is there only in the jar; never a literal. */
    @Test
    void versionNamesJavaToo() {
        assertThat(Shell.run("--version"))
                .isEqualTo(new Shell(0, "tidemark (not packaged), Java " + Runtime.version() + "\n", ""));
    }

    @Test
    void topologyIsThePicture() {
        Shell shell = Shell.run("topology");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).contains("[ profile ]", "[ assess ]", "[ judge ]", "[ pin ]", "dead letters");
        assertThat(shell.out().lines()).allMatch(line -> line.length() <= 110);
    }
}
