package io.tidemark.quiet;

import io.tidemark.quiet.Table.Field;
import io.tidemark.stats.verdict.Levels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Changes of a stated size put into the columns of real data, rows drawn by lot: how many windows pass until the alarm. */
final class InjectedShifts {
    /** Twenty quiet windows, then at most this many changed ones. */
    private static final int QUIET = 20;

    private static final int CHANGED = 64;
    private static final long REFERENCE_ROWS = 100_000;
    private static final double ALPHA = 2.9e-8;
    private static final Levels LEVELS = Levels.of(ALPHA, 50, 20);

    private final int seeds;

    InjectedShifts(int seeds) {
        this.seeds = seeds;
    }

    /**
     * A column before and after.
     *
     * @param before masses of the atoms, the last that of missing rows
     * @param extra an atom of which every window has one row more, an outlier; −1 if none
     * @param limit rows that the most powerful test would need at that level, the reference known exactly; 0 where not computed
     */
    record Case(String name, Column column, double[] before, double[] after, int extra, double limit) {}

    /** Every value v becomes map(v). */
    static Case moved(String name, Field field, DoubleUnaryOperator map, boolean hasOutlier) {
        double[] values = field.values();
        long[] counts = counts(field);
        TreeSet<Double> both = new TreeSet<>();
        for (double value : values) {
            both.add(value);
            both.add(map.applyAsDouble(value));
        }
        if (hasOutlier) {
            both.add(1e6);
        }
        double[] atoms = both.stream().mapToDouble(Double::doubleValue).toArray();
        double[] before = new double[atoms.length + 1];
        double[] after = new double[atoms.length + 1];
        for (int i = 0; i < values.length; i++) {
            before[Arrays.binarySearch(atoms, values[i])] += counts[i];
            after[Arrays.binarySearch(atoms, map.applyAsDouble(values[i]))] += counts[i];
        }
        long[] reference = Arrays.stream(before).mapToLong(mass -> (long) mass).toArray();
        int extra = hasOutlier ? atoms.length - 1 : -1;
        return new Case(name, Column.ofNumbers(field.name(), atoms, reference), before, after, extra, 0);
    }

    /** So much mass of all others goes to one value; a value that the column has not had is new. */
    static Case toValue(String name, Field field, String value, double mass, double limit) {
        List<String> atoms = new ArrayList<>(field.texts());
        if (!atoms.contains(value)) {
            atoms.add(value);
        }
        long[] counts = Arrays.copyOf(counts(field), atoms.size() + 1);
        counts[atoms.size()] = 0;
        double total = Arrays.stream(counts).sum();
        int cell = atoms.indexOf(value);
        double share = counts[cell] / total;
        double[] before =
                Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
        double[] after = before.clone();
        for (int atom = 0; atom < after.length; atom++) {
            after[atom] = atom == cell ? share + mass : before[atom] * (1 - share - mass) / (1 - share);
        }
        return new Case(
                name,
                Column.ofCategories(field.name(), atoms, counts),
                before,
                after,
                -1,
                limit == 0 ? 0 : rowsNeeded(share + mass, limit));
    }

    /** So many rows become missing that their share goes from one to another. */
    static Case missing(String name, Field field, double from, double to) {
        long[] counts = counts(field);
        double valid = Arrays.stream(counts).sum() - counts[counts.length - 1];
        double[] before = new double[counts.length];
        double[] after = new double[counts.length];
        for (int atom = 0; atom < counts.length - 1; atom++) {
            before[atom] = counts[atom] / valid * (1 - from);
            after[atom] = counts[atom] / valid * (1 - to);
        }
        before[counts.length - 1] = from;
        after[counts.length - 1] = to;
        return new Case(name, field.column(counts), before, after, -1, rowsNeeded(to, from + 0.01));
    }

    /** Rows from which a share p is told from at most q with a chance of one half, by the most powerful test: z²/2/KL(p‖q). */
    static double rowsNeeded(double p, double q) {
        double z = NormalDistribution.of(0, 1).inverseCumulativeProbability(1 - ALPHA);
        double nats = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
        return z * z / 2 / nats;
    }

    static long[] counts(Field field) {
        long[] counts = new long[field.texts().size() + 1];
        for (int code : field.codes()) {
            counts[code < 0 ? counts.length - 1 : code]++;
        }
        return counts;
    }

    /** Windows of n rows until the alarm, the median. */
    String delay(Case one, long n) {
        List<Integer> delays = new ArrayList<>();
        for (int seed = 0; seed < seeds; seed++) {
            run(one, n, seed, new Score(), delays, new EnumMap<>(Rival.class), new TreeMap<>());
        }
        return delay(delays);
    }

    /** The row of a case with windows of n rows. */
    String row(Case one, long n) {
        List<Integer> delays = new ArrayList<>();
        Map<Rival, List<Integer>> rivalDelays = new EnumMap<>(Rival.class);
        Score quiet = new Score();
        Map<String, Integer> reasons = new TreeMap<>();
        for (int seed = 0; seed < seeds; seed++) {
            run(one, n, seed, quiet, delays, rivalDelays, reasons);
        }
        String reason = reasons.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "| %s | %,d | %s | %s | %s | %d",
                one.name(),
                n,
                delay(delays),
                one.limit() == 0 ? "" : String.format(Locale.ROOT, "%.0f", Math.ceil(one.limit() / n)),
                reason,
                quiet.drifted()));
        for (Rival rival : Rival.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    " | %s (%s)",
                    delay(rivalDelays.getOrDefault(rival, List.of())),
                    Score.number(quiet.rate(rival))));
        }
        return text.append(" |").toString();
    }

    private void run(
            Case one,
            long n,
            int seed,
            Score quiet,
            List<Integer> delays,
            Map<Rival, List<Integer>> rivalDelays,
            Map<String, Integer> reasons) {
        Law before = new Law(one.before(), 31L * seed + n);
        Law after = new Law(one.after(), ~(31L * seed + n));
        Baseline baseline = Baseline.of(
                one.column(),
                IntStream.range(0, (int) (REFERENCE_ROWS / n))
                        .mapToObj(i -> before.draw(n))
                        .toList());
        Watch watch = new Watch(baseline, LEVELS, 0);
        Rivals rivals = new Rivals(baseline, 10);
        Score.Run run = quiet.run();
        for (int window = 0; window < QUIET; window++) {
            long[] drawn = withExtra(one, before.draw(n));
            run.take(watch.next(drawn), rivals.alarms(drawn));
        }
        Set<Rival> waiting = EnumSet.allOf(Rival.class);
        boolean isFound = false;
        for (int window = 1; window <= CHANGED && (!isFound || !waiting.isEmpty()); window++) {
            long[] drawn = withExtra(one, after.draw(n));
            if (!isFound) {
                Watch.Said said = watch.next(drawn);
                isFound = said.isDrifted();
                if (isFound) {
                    delays.add(window);
                    reasons.merge(said.first().replaceAll(" × .*", ""), 1, Integer::sum);
                }
            }
            for (Rival rival : rivals.alarms(drawn)) {
                if (waiting.remove(rival)) {
                    rivalDelays.computeIfAbsent(rival, key -> new ArrayList<>()).add(window);
                }
            }
        }
    }

    private static long[] withExtra(Case one, long[] drawn) {
        if (one.extra() >= 0) {
            drawn[one.extra()]++;
        }
        return drawn;
    }

    /** The median; those that never alarmed count as later than any. */
    private String delay(List<Integer> delays) {
        if (2 * delays.size() <= seeds) {
            return "> " + CHANGED;
        }
        return Integer.toString(
                delays.stream().sorted().skip(seeds / 2).findFirst().orElseThrow());
    }
}
