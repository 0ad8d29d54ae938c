package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.BytesShelf;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** One objective under test: feeds it readings slot by slot, and keeps what it told. */
final class Bench {
    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    /** 1997-05-01 00:00Z. */
    static final long START = 862_444_800_000L;

    private static final List<String> COLUMNS = List.of("vicprice");

    final Objective objective;
    final List<Alert> told = new ArrayList<>();
    private final Judge judge;
    private final BytesShelf shelf = new BytesShelf();
    private Ledger state;
    private Outcome last;
    private long next;

    private Bench(Objective objective) {
        this.objective = objective;
        this.judge = new Judge(List.of(objective));
        this.state = Ledger.open(judge.terms(objective), Corrections.NONE, shelf);
        this.last = judge.judge(objective, new Ledger(judge.terms(objective)), rowsAt(0, 1, 0, 0), 0);
    }

    static Bench ofRows(double target, long windowMs, long slotMs) {
        return new Bench(objective(
                new Indicator.OfEvents(Selection.of(Selection.Kind.MISSING, COLUMNS), Indicator.Counted.BAD),
                new Goal(target, windowMs, Method.OCCURRENCES, slotMs)));
    }

    static Bench ofSlices(double target, long windowMs, long slotMs) {
        return new Bench(objective(
                new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, COLUMNS), Limit.TOLERANCE),
                new Goal(target, windowMs, Method.TIMESLICES, slotMs)));
    }

    private static Objective objective(Indicator indicator, Goal goal) {
        return new Objective(
                "promise",
                new Objective.Subject("electricity", Stage.SERVING, Slices.WHOLE),
                indicator,
                goal,
                AlertPolicy.standard(),
                Objective.About.NOTHING);
    }

    /** That many slots of so many rows. */
    Bench rows(int slots, long good, long bad) {
        for (int i = 0; i < slots; i++) {
            take(rowsAt(next++, good, bad, 0));
        }
        return this;
    }

    /** One slice a letter: Good, Bad, Insufficient, No data. */
    Bench slices(String letters) {
        for (char letter : letters.toCharArray()) {
            take(sliceAt(next++, letter, 0));
        }
        return this;
    }

    /** Any reading. */
    Bench take(Reading reading) {
        last = judge.judge(objective, state, reading, reading.window().endMs() + 7_000);
        told.addAll(last.alerts());
        return this;
    }

    /** Stores the state and reads it again, as a restart does. */
    Bench restart() {
        state.keep();
        state = Ledger.open(judge.terms(objective), Corrections.NONE, shelf);
        return this;
    }

    Outcome last() {
        return last;
    }

    /** All bytes that are kept, as text. */
    String bytes() {
        state.keep();
        StringBuilder all = new StringBuilder(HexFormat.of().formatHex(shelf.head()));
        shelf.rows()
                .forEach((key, row) ->
                        all.append('\n').append(key).append(HexFormat.of().formatHex(row)));
        return all.toString();
    }

    Ledger state() {
        return state;
    }

    List<Alert> told(Alert.Severity severity, Notice notice) {
        return told.stream()
                .filter(alert ->
                        alert.severity() == severity && alert.transition().notice() == notice)
                .toList();
    }

    Reading rowsAt(long slot, long good, long bad, int revision) {
        long total = good + bad;
        Estimate estimate = new Estimate(total == 0 ? 0 : (double) bad / total, 0, 1, total, 0);
        Verdict verdict = total == 0 ? Verdict.NO_DATA : Verdict.GOOD;
        return reading(
                slot, revision, new Judged(Measure.MISSING, "", estimate, 0, 0.05, bad, total, 30, 0.1, verdict));
    }

    Reading sliceAt(long slot, char letter, int revision) {
        Verdict verdict =
                switch (letter) {
                    case 'B' -> Verdict.BAD;
                    case 'G' -> Verdict.GOOD;
                    case 'N' -> Verdict.NO_DATA;
                    default -> Verdict.INSUFFICIENT;
                };
        Estimate estimate = verdict == Verdict.BAD
                ? new Estimate(0.93, 0.71, 1, 48, 4_320)
                : new Estimate(0.02, 0, 0.09, 48, 4_320);
        return reading(slot, revision, new Judged(Measure.KS, "", estimate, 0, 0.05, 0, 48, 30, 0.1, verdict));
    }

    /** The same with a KS distance of other columns: BAD above the tolerance of 0.05. */
    Reading with(Reading reading, Map<String, Double> distances) {
        List<Measurement> all = new ArrayList<>(reading.measurements());
        distances.forEach((column, ks) -> {
            Verdict verdict = ks > 0.05 ? Verdict.BAD : Verdict.GOOD;
            Estimate estimate = new Estimate(ks, ks / 2, ks, 48, 4_320);
            Judged judged = new Judged(Measure.KS, "", estimate, 0, 0.05, 0, 48, 30, 0.1, verdict);
            all.add(new Measurement(column, 1, judged, 1, List.of()));
        });
        return new Reading(
                reading.scope(), reading.window(), reading.reference(), reading.revision(), reading.rows(), all);
    }

    private Reading reading(long slot, int revision, Judged judged) {
        long start = START + slot * objective.goal().slotMs();
        List<Shift> shifts = judged.verdict() == Verdict.BAD ? List.of(new Shift("= 0.003467", 1, 0, 0.9)) : List.of();
        return new Reading(
                new Scope("electricity", Stage.SERVING, Scope.ALL),
                new TimeWindow(start, start + objective.goal().slotMs()),
                "pinned:1f0c",
                revision,
                48,
                List.of(new Measurement("vicprice", 1, judged, 1, shifts)));
    }
}
