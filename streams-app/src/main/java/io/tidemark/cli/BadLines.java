package io.tidemark.cli;

import io.tidemark.runtime.trial.Points;

/** Lines of a history that cannot be used. */
final class BadLines {
    private BadLines() {}

    /** The first of them and their number, on standard error. */
    static void tell(Points read, Terminal terminal) {
        read.bad().forEach(bad -> terminal.note(read.file() + ":" + bad.line() + ": " + bad.text()));
        if (read.rejected() > 0) {
            terminal.note(read.rejected() + " of " + (read.lines() + read.rejected())
                    + " lines cannot be used and are left out");
        }
    }
}
