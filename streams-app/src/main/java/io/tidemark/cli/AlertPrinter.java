package io.tidemark.cli;

import io.tidemark.cli.Terminal.Colour;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.OutputLine.Step;

/** Alerts as lines for people: opened and closed ones; updates only refresh what a dashboard shows. */
final class AlertPrinter {
    private final Terminal terminal;
    private long opened;
    private long steps;

    AlertPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(OutputLine.OfAlert alert) {
        if (alert.step() == Step.OPENED && !alert.isDryRun()) {
            opened += alert.policyStep().isEmpty() ? 1 : 0;
            steps += alert.policyStep().isEmpty() ? 0 : 1;
        }
        if (alert.step() != Step.UPDATED) {
            String word = alert.step() == Step.OPENED ? alert.severity() : "closed";
            String mark = alert.isDryRun() ? word + " (dry run)" : word;
            terminal.print(colour(alert), String.format("%-7s", mark), " " + text(alert));
        }
    }

    /** An open alert with its evidence and budget; a closed one, and a policy's step, in a line. */
    private static String text(OutputLine.OfAlert alert) {
        return alert.step() == Step.CLOSED || !alert.policyStep().isEmpty()
                ? alert.summary().lines().findFirst().orElse("")
                : alert.summary();
    }

    private static Colour colour(OutputLine.OfAlert alert) {
        if (alert.step() == Step.CLOSED) {
            return Colour.BLUE;
        }
        return alert.severity().equals("PAGE") ? Colour.RED : Colour.YELLOW;
    }

    /** Alerts that opened, dry runs and the steps of policies, which follow from others, left out. */
    long opened() {
        return opened;
    }

    /** Steps of error-budget policies that were entered, dry runs left out. */
    long steps() {
        return steps;
    }
}
