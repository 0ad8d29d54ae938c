package io.tidemark.cli;

import io.tidemark.runtime.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

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

    /** The process's own streams; colours only on a terminal that wants them. */
    static Terminal ofProcess() {
        boolean isTerminal = System.console() != null && System.getenv("TERM") != null;
        return new Terminal(System.out, System.err, isTerminal, isTerminal && System.getenv("NO_COLOR") == null);
    }

    /** Says nothing. */
    static Terminal silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Terminal(nowhere, nowhere, false, false);
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
