package io.tidemark.cli;

import io.tidemark.runtime.Comparison;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Pinned;
import io.tidemark.runtime.Replay;
import io.tidemark.runtime.SortedLines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a replay's readings and alerts go: files, the terminal, or both. Used by one thread. */
final class ReplayOutput implements Replay.Output, AutoCloseable {
    private final Terminal terminal;
    private final AlertPrinter printer;
    private final boolean printsAlerts;
    private final @Nullable SortedLines readings;
    private final @Nullable SortedLines alerts;
    private @Nullable Comparison ranges;
    private long bad;
    private long judged;

    /**
     * An output.
     *
     * @param readingsFile where readings go as JSON lines; null for nowhere
     * @param alertsFile where alerts go as JSON lines; null for nowhere
     * @param printsAlerts whether people are told of alerts on stdout
     */
    ReplayOutput(Terminal terminal, @Nullable Path readingsFile, @Nullable Path alertsFile, boolean printsAlerts) {
        this.terminal = terminal;
        this.printer = new AlertPrinter(printsAlerts ? terminal : Terminal.silent());
        this.printsAlerts = printsAlerts;
        this.readings = readingsFile == null ? null : new SortedLines(readingsFile);
        this.alerts = alertsFile == null ? null : new SortedLines(alertsFile);
    }

    @Override
    public void pinned(Pinned pinned) {
        if (printsAlerts) {
            terminal.note(String.format(
                    Locale.ROOT,
                    "%s: reference %s to %s, %,d events, %d columns, %d slices",
                    pinned.model(),
                    day(pinned.range().startMs()),
                    day(pinned.range().endMs()),
                    pinned.events(),
                    pinned.columns(),
                    pinned.slices()));
        }
    }

    private static String day(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds)
                .toString()
                .replace(":00Z", "Z")
                .replace("T00:00Z", "");
    }

    @Override
    public void reading(OutputLine.OfReading reading) {
        bad += reading.bad() > 0 ? 1 : 0;
        judged += reading.judged() > 0 ? 1 : 0;
        if (readings != null) {
            readings.add(reading.key(), reading.json());
        }
    }

    @Override
    public void alert(OutputLine.OfAlert alert) {
        printer.print(alert);
        if (alerts != null) {
            alerts.add(alert.key(), alert.json());
        }
    }

    @Override
    public void compared(Comparison comparison) {
        ranges = comparison;
    }

    /** What came of the ranges that were to be compared; null if none were. */
    @Nullable
    Comparison ranges() {
        return ranges;
    }

    /** Writes the files. */
    void finish() {
        if (readings != null) {
            readings.finish();
        }
        if (alerts != null) {
            alerts.finish();
        }
    }

    /** Readings with something BAD. */
    long badReadings() {
        return bad;
    }

    /** Readings in which anything could be judged. */
    long judgedReadings() {
        return judged;
    }

    /** Alerts that opened. */
    long opened() {
        return printer.opened();
    }

    @Override
    public void close() {
        if (readings != null) {
            readings.close();
        }
        if (alerts != null) {
            alerts.close();
        }
    }
}
