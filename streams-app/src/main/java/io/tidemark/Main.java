package io.tidemark;

import io.tidemark.cli.TidemarkCommand;

/** The command line's entry. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(TidemarkCommand.execute(arguments));
    }
}
