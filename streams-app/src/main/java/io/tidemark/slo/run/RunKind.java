package io.tidemark.slo.run;

import io.tidemark.domain.RunAmount;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What an objective looks at in a training run; each run is one good or one bad event. */
public enum RunKind {
    /** Whether it succeeded. */
    SUCCESS("success", "", Side.NONE, 0, run -> OptionalDouble.empty()),
    /** How long it has not come further, by the wall clock. */
    STUCK("time without progress", "ms", Side.ABOVE, 0, run -> OptionalDouble.empty()),
    /** How long it took, by its own clock. */
    DURATION("duration", "ms", Side.ABOVE, 0.5, Run::durationMs),
    /** Steps, or else rows, a second. */
    PROGRESS("progress", "a second", Side.BELOW, 0.5, Run::perSecond),
    /** Rows read over the rows expected, or else the rows read. */
    ROWS("rows", "rows", Side.BOTH, 0.1, run -> run.amount(RunAmount.ROWS_READ)),
    CPU("CPU", "s of CPU", Side.ABOVE, 0.5, run -> run.amount(RunAmount.CPU_SECONDS)),
    GPU("GPU", "s of GPU", Side.ABOVE, 0.5, run -> run.amount(RunAmount.GPU_SECONDS)),
    MEMORY("peak memory", "bytes", Side.ABOVE, 0.5, run -> run.amount(RunAmount.PEAK_MEMORY_BYTES)),
    COST("cost", "money", Side.ABOVE, 0.5, run -> run.amount(RunAmount.COST));

    private static final String PREFIX = "run-";

    private final String title;
    private final String unit;
    private final Side side;
    private final double tolerance;
    private final Function<Run, OptionalDouble> value;

    RunKind(String title, String unit, Side side, double tolerance, Function<Run, OptionalDouble> value) {
        this.title = title;
        this.unit = unit;
        this.side = side;
        this.tolerance = tolerance;
        this.value = value;
    }

    /** On which side of what is usual a value is bad. */
    public enum Side {
        NONE,
        ABOVE,
        BELOW,
        BOTH
    }

    /** The word in files: {@code run-cost}. */
    public String word() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    /** Whether a word begins as all of theirs do. */
    public static boolean isWord(String word) {
        return word.startsWith(PREFIX);
    }

    /** All words, in order. */
    public static List<String> words() {
        return Arrays.stream(values()).map(RunKind::word).toList();
    }

    /** The kind of a word; empty if there is none. */
    public static Optional<RunKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** The unit of its values; {@code money} stands for the run's currency. */
    public String unit() {
        return unit;
    }

    /** On which side of the usual a value is bad. */
    public Side side() {
        return side;
    }

    /** The share of the usual by which a value may differ from it whatever the spread. */
    public double tolerance() {
        return tolerance;
    }

    /** Whether its values are compared with what is usual; success and silence are not. */
    public boolean isCompared() {
        return this != SUCCESS && this != STUCK;
    }

    /** Whether a value only grows while a run goes on, so that one that is too high is bad before the end. */
    public boolean grows() {
        return side == Side.ABOVE || this == ROWS;
    }

    /** A run's value, so far; empty if it did not say, and of success and silence. */
    public OptionalDouble value(Run run) {
        return value.apply(run);
    }
}
