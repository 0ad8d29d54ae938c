package io.tidemark.cli;

import io.tidemark.config.MonitorFile;

/** What a monitor file may say but hardly means. */
final class Warnings {
    private Warnings() {}

    /** One line each, on standard error. */
    static void tell(MonitorFile file, Terminal terminal) {
        file.warnings().forEach(warning -> terminal.note("warning: " + Failure.line(warning)));
    }
}
