package io.tidemark.quiet;

import io.tidemark.judge.Pages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Streams whose law does not change, but whose rows hang together; four weeks of reference, 30 days watched, then a real change of 1 σ. */
final class DependentRows {
    private static final int ROWS = 200;
    private static final int REFERENCE_WINDOWS = 28 * 24;
    private static final int HOURS = 30 * 24;
    private static final int CHANGED = 64;
    private static final double STEP = 0.01;
    private static final int HALF = 1_200;

    /** How rows hang together. */
    enum Stream {
        /** Rows x = 0.9·x′ + e. */
        ROWS_AR("rows AR(1), 0.9", 0),
        /** The window's mean is AR(1) with 0.9 and a standard deviation of 0.3 σ. */
        WINDOWS_AR("window means AR(1), 0.9, of 0.3 σ", 0),
        /** The mean goes up and down by 0.5 σ a day. */
        CYCLE("daily cycle of ± 0.5 σ", 24),
        /** The mean goes 0.02 σ up or down every hour: 0.54 σ in 30 days, about the same in the reference. */
        WANDER("wander: 0.02 σ an hour", -168),
        /** A user's 1 to 39 rows follow one another, and lie within 0.2 σ of the user's own mean. */
        BURSTS("bursts of one user, 20 rows", 0);

        private final String title;
        private final int special;

        /** @param special windows in a cycle; negative: windows of a trailing reference; 0: none */
        Stream(String title, int special) {
            this.title = title;
            this.special = special;
        }
    }

    private static final double[] ATOMS =
            IntStream.rangeClosed(-HALF, HALF).mapToDouble(i -> i * STEP).toArray();

    private final Stream stream;
    private final int replicas;
    private final int hours;

    DependentRows(Stream stream, int replicas, int hours) {
        this.stream = stream;
        this.replicas = replicas;
        this.hours = hours;
    }

    static DependentRows month(Stream stream, int replicas) {
        return new DependentRows(stream, replicas, HOURS);
    }

    /** One way to judge the stream. */
    private enum Way {
        INDEPENDENT("pinned, φ not used"),
        PINNED("pinned, φ"),
        SPECIAL("");

        private final String title;

        Way(String title) {
            this.title = title;
        }
    }

    /** What one way made of all replicas. */
    private final class Outcome {
        private final Score score = new Score();
        private final List<Integer> delays = new ArrayList<>();
        private final List<Double> phis = new ArrayList<>();
        private int pages;
    }

    /** Windows BAD without φ and with it: what the fast test looks at. */
    long[] badWindows() {
        return new long[] {
            watch(Way.INDEPENDENT).score.badWindows(), watch(Way.PINNED).score.badWindows()
        };
    }

    /** The rows of the table. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Way way : Way.values()) {
            if (way != Way.SPECIAL || stream.special != 0) {
                rows.add(row(way, watch(way)));
            }
        }
        return rows;
    }

    private String row(Way way, Outcome outcome) {
        String title = way != Way.SPECIAL
                ? way.title
                : stream.special > 0 ? "same hour of the day, φ" : "trailing " + -stream.special + ", φ";
        double expected = (double) hours / HOURS;
        Score score = outcome.score;
        return "| %s | %s | %s | %s | %s | %s | %s | %d | %s%s |"
                .formatted(
                        stream.title,
                        title,
                        Score.number(median(outcome.phis)),
                        Score.number(expected),
                        Score.count(score.bad()),
                        Score.number(1000.0 * score.badWindows() / score.windows()),
                        Score.count(score.episodes()),
                        outcome.pages,
                        delay(outcome),
                        way == Way.INDEPENDENT ? score.rivalCells() : " | | | | | ");
    }

    private String delay(Outcome outcome) {
        double median = median(outcome.delays.stream().map(Integer::doubleValue).toList());
        return median > CHANGED ? "> " + CHANGED : String.format(Locale.ROOT, "%.0f", median);
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private Outcome watch(Way way) {
        Outcome outcome = new Outcome();
        for (int replica = 0; replica < replicas; replica++) {
            Source source = new Source(stream, 17L * replica + stream.ordinal());
            List<long[]> reference = IntStream.range(0, REFERENCE_WINDOWS)
                    .mapToObj(hour -> source.window(hour, 0))
                    .toList();
            long[] total = new long[ATOMS.length];
            reference.forEach(window -> Arrays.setAll(total, atom -> total[atom] + window[atom]));
            Column column = Column.ofNumbers("x", ATOMS, total);
            Baseline whole = Baseline.of(column, reference);
            watch(way, whole, source, outcome);
        }
        return outcome;
    }

    private void watch(Way way, Baseline whole, Source source, Outcome outcome) {
        Plan plan = Plan.of(1, Collections.nCopies(replicas, whole.column()), 1, Plan.HOUR);
        Rivals rivals = new Rivals(whole, replicas);
        Watch[] watches = watches(way, whole, plan);
        outcome.phis.add(watches[0].phi());
        Score.Run run = outcome.score.run();
        StringBuilder letters = new StringBuilder();
        for (int hour = 0; hour < hours; hour++) {
            long[] window = source.window(REFERENCE_WINDOWS + hour, 0);
            Watch.Said said = watches[hour % watches.length].next(window);
            run.take(said, way == Way.INDEPENDENT ? rivals.alarms(window) : Set.of());
            letters.append(said.isDrifted() ? 'B' : 'G');
        }
        outcome.pages += letters.indexOf("B") < 0 ? 0 : Pages.of(letters.toString(), Plan.HOUR);
        for (int hour = 0; hour <= CHANGED; hour++) {
            long[] window = source.window(REFERENCE_WINDOWS + hours + hour, 1);
            if (hour == CHANGED
                    || watches[(hours + hour) % watches.length].next(window).isDrifted()) {
                outcome.delays.add(hour + 1);
                return;
            }
        }
    }

    private Watch[] watches(Way way, Baseline whole, Plan plan) {
        if (way == Way.INDEPENDENT) {
            return new Watch[] {new Watch(whole.independent(), plan.levels(), 0)};
        }
        if (way == Way.PINNED || stream.special < 0) {
            return new Watch[] {new Watch(whole, plan.levels(), way == Way.PINNED ? 0 : -stream.special)};
        }
        Watch[] phases = new Watch[stream.special];
        for (int phase = 0; phase < phases.length; phase++) {
            List<long[]> same = new ArrayList<>();
            for (int hour = phase; hour < whole.windows().size(); hour += phases.length) {
                same.add(whole.windows().get(hour));
            }
            phases[phase] = new Watch(Baseline.of(whole.column(), same), plan.levels(), 0);
        }
        return phases;
    }

    /** One stream's rows, window after window. */
    private static final class Source {
        private final Stream stream;
        private final SplittableRandom random;
        private double state;
        private double level;
        private int left;

        Source(Stream stream, long seed) {
            this.stream = stream;
            this.random = new SplittableRandom(seed);
        }

        private double normal() {
            return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        }

        long[] window(int hour, double shift) {
            long[] counts = new long[ATOMS.length + 1];
            double mean = shift + mean(hour);
            for (int row = 0; row < ROWS; row++) {
                int atom = (int) Math.round((mean + value()) / STEP) + HALF;
                counts[Math.max(0, Math.min(ATOMS.length - 1, atom))]++;
            }
            return counts;
        }

        private double mean(int hour) {
            switch (stream) {
                case WINDOWS_AR -> level = 0.9 * level + 0.3 * Math.sqrt(1 - 0.81) * normal();
                case WANDER -> level += random.nextBoolean() ? 0.02 : -0.02;
                case CYCLE -> level = 0.5 * Math.sin(2 * Math.PI * hour / 24);
                default -> level = 0;
            }
            return level;
        }

        private double value() {
            if (stream == Stream.ROWS_AR) {
                state = 0.9 * state + Math.sqrt(1 - 0.81) * normal();
                return state;
            }
            if (stream == Stream.BURSTS) {
                if (left-- <= 0) {
                    left = random.nextInt(39);
                    state = Math.sqrt(0.96) * normal();
                }
                return state + 0.2 * normal();
            }
            return normal();
        }
    }
}
