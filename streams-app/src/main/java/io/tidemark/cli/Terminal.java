package io.tidemark.cli;

import io.tidemark.runtime.Progress;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What people see: output on stdout, progress and notes on stderr; one line that is rewritten on a terminal, a plain line now and then
 * otherwise.
 *
 * <p>Any thread.
 */
final class Terminal implements Progress {
    private static final long REWRITE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long REPEAT_NANOS = Duration.ofSeconds(10).toNanos();

    private final PrintStream out;
    private final PrintStream err;
    private final boolean isTerminal;
    private final boolean hasColour;
    private String activity = "";
    private long startedNanos;
    private long shownNanos;
    private boolean lineIsOpen;

    private Terminal(PrintStream out, PrintStream err, boolean isTerminal, boolean hasColour) {
        this.out = out;
        this.err = err;
        this.isTerminal = isTerminal;
        this.hasColour = hasColour;
    }

    /**
     * Streams of one's own. Lines are rewritten, and colours used, only on terminals that can ({@code TERM}), and no colours where they
     * are unwelcome (<a href="https://no-color.org">{@code NO_COLOR}</a>).
     *
     * @param environment of the process
     */
    static Terminal of(Stream out, Stream err, Map<String, String> environment) {
        String kind = environment.getOrDefault("TERM", "dumb");
        boolean isAble = !kind.equals("dumb") && !kind.isEmpty();
        boolean isColourful = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                print(out.bytes), print(err.bytes), isAble && err.isTerminal, isAble && out.isTerminal && isColourful);
    }

    /** Where lines go, and whether somebody sees them at once. */
    record Stream(OutputStream bytes, boolean isTerminal) {}

    /** UTF-8 wherever it goes, for files and other programs read it too. */
    private static PrintStream print(OutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    /** The process's own streams. */
    static Terminal ofProcess() {
        return of(
                new Stream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)), Tty.isTerminal(1)),
                new Stream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)), Tty.isTerminal(2)),
                System.getenv());
    }

    /** Says nothing. */
    static Terminal silent() {
        Stream nowhere = new Stream(OutputStream.nullOutputStream(), false);
        return of(nowhere, nowhere, Map.of());
    }

    /** Standard output, for what picocli prints. */
    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    /** Standard error, for what picocli prints. */
    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }

    /** Whether help has colours. */
    Ansi ansi() {
        return hasColour ? Ansi.ON : Ansi.OFF;
    }

    /** A line of output. */
    synchronized void print(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /** A line of output whose first word stands out where there are colours. */
    synchronized void print(Colour colour, String word, String rest) {
        clear();
        out.println(hasColour ? colour.code + word + "\u001b[0m" + rest : word + rest);
        out.flush();
    }

    /** A note for people. */
    synchronized void note(String line) {
        clear();
        err.println(line);
        err.flush();
    }

    /** Colours that are told apart by colour-blind readers too; never the only sign. */
    enum Colour {
        RED("\u001b[1;31m"),
        YELLOW("\u001b[33m"),
        BLUE("\u001b[34m");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    @Override
    public synchronized void at(String what, long events, long done, long total) {
        long now = System.nanoTime();
        if (!what.equals(activity)) {
            activity = what;
            startedNanos = now;
            shownNanos = now - REPEAT_NANOS;
        }
        if (now - shownNanos >= (isTerminal ? REWRITE_NANOS : REPEAT_NANOS)) {
            shownNanos = now;
            show(line(what, events, done, total, (now - startedNanos) / 1e9));
        }
    }

    private void show(String line) {
        if (isTerminal) {
            err.print("\r\u001b[K" + line);
            err.flush();
            lineIsOpen = true;
        } else {
            err.println(line);
            err.flush();
        }
    }

    private void clear() {
        if (lineIsOpen) {
            err.print("\r\u001b[K");
            err.flush();
            lineIsOpen = false;
        }
    }

    /** {@code replaying flights   35 %   182,000 events   91,000/s   4 s left}. */
    static String line(String what, long events, long done, long total, double seconds) {
        StringBuilder line = new StringBuilder(what);
        if (total > 0 && done > 0) {
            line.append(String.format(Locale.ROOT, "  %3d %%", Math.min(100, 100 * done / total)));
        }
        if (events > 0) {
            line.append(String.format(Locale.ROOT, "  %,d events", events));
        }
        if (events > 0 && seconds > 0.5) {
            line.append(String.format(Locale.ROOT, "  %,d/s", Math.round(events / seconds)));
        }
        if (total > 0 && done > 0 && seconds > 0.5) {
            line.append(String.format(Locale.ROOT, "  %d s left", Math.round(seconds * (total - done) / done)));
        }
        return line.append(total == 0 ? " …" : "").toString();
    }
}
