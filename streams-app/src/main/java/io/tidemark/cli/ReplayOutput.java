package io.tidemark.cli;

import io.tidemark.compare.Comparison;
import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Pinned;
import io.tidemark.runtime.Replay;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where a replay's readings and alerts go: files, the terminal, or both. Used by one thread. */
final class ReplayOutput implements Replay.Output, AutoCloseable {
    private final Terminal terminal;
    private final AlertPrinter printer;
    private final boolean printsAlerts;
    private final LineFile readings;
    private final LineFile alerts;
    private final LineFile annotations;
    private final LineFile decisions;
    private final SortedMap<String, SortedSet<Double>> left = new TreeMap<>();
    private @Nullable Comparison ranges;
    private long bad;
    private long judged;

    /**
     * An output.
     *
     * @param files where records go as JSON lines
     * @param printsAlerts whether people are told of alerts on stdout
     */
    ReplayOutput(Terminal terminal, OutputOptions files, boolean printsAlerts) {
        this.terminal = terminal;
        this.printer = new AlertPrinter(printsAlerts ? terminal : Terminal.silent());
        this.printsAlerts = printsAlerts;
        this.readings = new LineFile(files.readings);
        this.alerts = new LineFile(files.alerts);
        this.annotations = new LineFile(files.annotations);
        this.decisions = new LineFile(files.decisions);
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

    @Override
    public void noted(String note) {
        terminal.note("note: " + note);
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
        readings.add(reading);
    }

    @Override
    public void alert(OutputLine.OfAlert alert) {
        printer.print(alert);
        alerts.add(alert);
    }

    @Override
    public void annotation(OutputLine.OfAnnotation annotation) {
        annotations.add(annotation);
        if (annotation.kind().equals("policy_left")) {
            left.computeIfAbsent(annotation.model() + "|" + annotation.objective(), unused -> new TreeSet<>())
                    .add(Double.valueOf(annotation.values().getOrDefault("threshold", "0")));
        }
    }

    @Override
    public void decision(OutputLine.OfDecision decision) {
        decisions.add(decision);
    }

    /** The steps that an objective entered and left, by their thresholds. */
    SortedSet<Double> left(String model, String objective) {
        return left.getOrDefault(model + "|" + objective, Collections.emptySortedSet());
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
        readings.finish();
        alerts.finish();
        annotations.finish();
        decisions.finish();
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

    /** Steps of error-budget policies that were entered. */
    long steps() {
        return printer.steps();
    }

    @Override
    public void close() {
        readings.close();
        alerts.close();
        annotations.close();
        decisions.close();
    }
}
