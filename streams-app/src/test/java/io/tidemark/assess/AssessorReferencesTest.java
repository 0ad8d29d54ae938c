package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.HALVES;
import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.QUARTERS;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.era;
import static io.tidemark.assess.AssessorBench.library;
import static io.tidemark.assess.AssessorBench.measured;
import static io.tidemark.assess.AssessorBench.onQuarters;
import static io.tidemark.assess.AssessorBench.pinned;
import static io.tidemark.assess.AssessorBench.profile;
import static io.tidemark.assess.AssessorBench.reference;
import static io.tidemark.assess.AssessorBench.rules;
import static io.tidemark.assess.AssessorBench.scales;
import static io.tidemark.assess.AssessorBench.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.GridBook;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** With what a window is compared, at which scales, and what is said then. */
class AssessorReferencesTest {
    private static final long[] SAME = {250, 250, 250, 250};
    private static final long[] MOVED = {700, 100, 100, 100};

    @Test
    void withoutAReferenceAllIsWarmingUp() {
        AssessorBench bench = onQuarters(PINNED);

        Reading reading = only(bench.prices(WHOLE, 0, SAME).close(0));

        assertThat(reading.reference()).isEmpty();
        assertThat(reading.measurements()).isNotEmpty().allMatch(m -> m.judged().verdict() == Verdict.WARMING_UP);
    }

    @Test
    void pinnedReferenceJudges() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));

        Reading same = only(bench.prices(WHOLE, 0, SAME).close(0));
        Reading moved = only(bench.prices(WHOLE, 1, MOVED).close(1));

        assertThat(same.reference()).isEqualTo("pinned:1f0c");
        assertThat(verdict(same, Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(moved, Measure.KS)).isEqualTo(Verdict.BAD);
        // the largest gap is after the first cell: 0.70 − 0.25
        assertThat(measured(moved, "price", Measure.KS)
                        .get(0)
                        .judged()
                        .estimate()
                        .value())
                .isCloseTo(0.45, within(1e-9));
    }

    @Test
    void windowsBeforeTheRangesEndAreWarmingUp() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, 0, 2));
        bench.prices(WHOLE, 0, SAME)
                .prices(WHOLE, 1, SAME)
                .prices(WHOLE, 2, SAME)
                .close(2);

        List<Reading> told = bench.told();

        assertThat(told).extracting(Reading::reference).containsExactly("", "", "pinned:1f0c");
        assertThat(verdict(told.get(1), Measure.MISSING)).isEqualTo(Verdict.WARMING_UP);
        assertThat(verdict(told.get(2), Measure.MISSING)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void referenceHoldsFromItsStatedTimeOn() {
        Reference later = pinned(WHOLE, -10, 0);
        later = new Reference(later.id(), WHOLE, later.range(), at(2), later.slices(), later.rows(), later.columns());
        AssessorBench bench = onQuarters(PINNED).refer(later);
        bench.prices(WHOLE, 1, SAME).prices(WHOLE, 2, SAME).close(2);

        assertThat(bench.told()).extracting(Reading::reference).containsExactly("", "pinned:1f0c");
    }

    @Test
    void longerScalesDoNotReachIntoTheRange() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, 0, 4));
        for (int minute = 0; minute < 12; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(11).told();

        assertThat(scales(told.get(4), Measure.KS)).containsExactly(1);
        assertThat(scales(told.get(5), Measure.KS)).containsExactly(1, 2);
        assertThat(scales(told.get(6), Measure.KS)).containsExactly(1, 2);
        assertThat(scales(told.get(7), Measure.KS)).containsExactly(1, 2, 4);
        assertThat(scales(told.get(11), Measure.KS)).containsExactly(1, 2, 4, 8);
    }

    @Test
    void longerScalesDoNotReachBeforeTheFirstWindow() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        for (int minute = 10; minute < 80; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(79).told();

        assertThat(scales(told.get(0), Measure.KS)).containsExactly(1);
        assertThat(scales(told.get(2), Measure.KS)).containsExactly(1, 2);
        assertThat(scales(told.get(62), Measure.KS)).containsExactly(1, 2, 4, 8, 16, 32);
        assertThat(scales(told.get(63), Measure.KS)).containsExactly(1, 2, 4, 8, 16, 32, 64);
    }

    @Test
    void longerScalesDoNotReachBeyondWhatIsKept() {
        AssessorBench bench =
                new AssessorBench(library(era(Long.MIN_VALUE, QUARTERS)), rules("fraud", 5 * MINUTE, PINNED, "in-0"));
        bench.refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 20; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(19).told();

        assertThat(scales(told.get(19), Measure.KS)).containsExactly(1, 2, 4);
        assertThat(rows(told.get(19), 4)).isEqualTo(4000);
    }

    /** A window of 60 rows says too little; sixteen of them say it. */
    @Test
    void longScalesSeeWhatAWindowCannot() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 16; minute++) {
            bench.prices(WHOLE, minute, 24, 12, 12, 12);
        }

        Reading last = bench.close(15).told().get(15);

        assertThat(verdictAt(last, Measure.KS, 1)).isNotEqualTo(Verdict.BAD);
        assertThat(verdictAt(last, Measure.KS, 16)).isEqualTo(Verdict.BAD);
        assertThat(rows(last, 16)).isEqualTo(960);
    }

    @Test
    void scalesSumTheirWindowsAndNothingElse() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 8; minute++) {
            bench.prices(WHOLE, minute, 1L << minute, 0, 0, 0);
        }

        Reading last = bench.close(7).told().get(7);

        assertThat(rows(last, 1)).isEqualTo(128);
        assertThat(rows(last, 2)).isEqualTo(128 + 64);
        assertThat(rows(last, 4)).isEqualTo(128 + 64 + 32 + 16);
        assertThat(rows(last, 8)).isEqualTo(255);
    }

    @Test
    void lateDataCountsInScalesOfLaterWindows() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        bench.prices(WHOLE, 0, SAME).prices(WHOLE, 1, SAME).close(1);
        bench.prices(WHOLE, 1, 5, 0, 0, 0).told();

        Reading next = only(bench.prices(WHOLE, 2, SAME).close(2));

        assertThat(rows(next, 2)).isEqualTo(2005);
    }

    @Test
    void emptyWindowIsReadAtItsOwnScaleOnly() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        bench.prices(WHOLE, 0, SAME).prices(WHOLE, 1, SAME).close(1).told();

        Reading empty = only(bench.close(2));

        assertThat(empty.measurements()).allMatch(m -> m.scale() == 1);
        assertThat(verdict(empty, Measure.KS)).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void trailingReferenceWarmsUpForFiveWindows() {
        AssessorBench bench = onQuarters(column -> 28).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 7; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(6).told();

        assertThat(verdict(told.get(4), Measure.MISSING)).isEqualTo(Verdict.WARMING_UP);
        assertThat(measured(told.get(4), "price", Measure.KS)).isEmpty();
        assertThat(verdict(told.get(5), Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(referenceRows(told.get(5), Measure.KS, 1)).isEqualTo(5000);
        assertThat(referenceRows(told.get(6), Measure.KS, 1)).isEqualTo(6000);
    }

    @Test
    void trailingReferenceFollowsTheStream() {
        AssessorBench bench = onQuarters(column -> 5).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 7; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }
        for (int minute = 7; minute < 14; minute++) {
            bench.prices(WHOLE, minute, MOVED);
        }

        List<Reading> told = bench.close(13).told();

        assertThat(verdict(told.get(6), Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(told.get(7), Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(verdict(told.get(12), Measure.KS)).isEqualTo(Verdict.GOOD);
    }

    /** Windows have 1, 2, 4 … rows, so that a sum says which were added. */
    @Test
    void trailingReferenceExcludesTheWindowsOwnSpan() {
        AssessorBench bench = onQuarters(column -> 5).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 12; minute++) {
            bench.prices(WHOLE, minute, 1L << minute, 0, 0, 0);
        }

        Reading last = bench.close(11).told().get(11);

        // scale 1: windows 6 … 10; scale 2: 5 … 9; scale 4: 3 … 7; scale 8 would need −1 … 3, only 4 of them are there
        assertThat(referenceRows(last, Measure.KS, 1)).isEqualTo(64 + 128 + 256 + 512 + 1024);
        assertThat(referenceRows(last, Measure.KS, 2)).isEqualTo(32 + 64 + 128 + 256 + 512);
        assertThat(referenceRows(last, Measure.KS, 4)).isEqualTo(8 + 16 + 32 + 64 + 128);
        assertThat(scales(last, Measure.KS)).containsExactly(1, 2, 4);
    }

    @Test
    void trailingReferenceIsThereAtTheLongestScale() {
        AssessorBench bench = onQuarters(column -> 28).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 92; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        Reading last = bench.close(91).told().get(91);

        assertThat(scales(last, Measure.KS)).containsExactly(1, 2, 4, 8, 16, 32, 64);
        assertThat(referenceRows(last, Measure.KS, 64)).isEqualTo(28_000);
    }

    /** A new version, for one: the pin could not know it. */
    @Test
    void trailingReferenceJudgesSlicesThatNoPinKnows() {
        AssessorBench bench = onQuarters(column -> 28).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 6; minute++) {
            bench.prices(EU, minute, SAME);
        }
        bench.prices(EU, 6, MOVED);

        List<Reading> told = bench.close(6).told();

        assertThat(told.get(4).reference()).isEmpty();
        assertThat(verdict(told.get(4), Measure.MISSING)).isEqualTo(Verdict.WARMING_UP);
        assertThat(told.get(5).reference()).isEqualTo("trailing:28");
        assertThat(verdict(told.get(5), Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(verdict(told.get(6), Measure.KS)).isEqualTo(Verdict.BAD);
        assertThat(measured(told.get(6), "", Measure.VOLUME)).isEmpty();
    }

    /** Windows that swing between the halves by themselves: φ of the trailing windows says so. */
    @Test
    void trailingReferenceOfAnUnknownSliceHasItsOwnDispersion() {
        AssessorBench bench = onQuarters(column -> 28).refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 29; minute++) {
            bench.prices(EU, minute, minute % 2 == 0 ? MOVED : new long[] {100, 100, 100, 700});
        }

        Reading last = bench.close(28).told().get(28);

        assertThat(measured(last, "price", Measure.KS).get(0).dispersion()).isGreaterThan(100);
        assertThat(verdict(last, Measure.KS)).isNotEqualTo(Verdict.BAD);
    }

    @Test
    void windowOnAnotherGridIsNeverMixed() {
        AssessorBench bench = new AssessorBench(
                library(era(Long.MIN_VALUE, HALVES), era(at(3), QUARTERS)), rules("fraud", PINNED, "in-0"));
        bench.refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 3; minute++) {
            bench.delta(WHOLE, at(minute), profile(counts(HALVES, 500, 500)));
        }
        for (int minute = 3; minute < 7; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(6).told();

        assertThat(scales(told.get(3), Measure.KS)).containsExactly(1);
        assertThat(scales(told.get(4), Measure.KS)).containsExactly(1, 2);
        assertThat(scales(told.get(5), Measure.KS)).containsExactly(1, 2);
        assertThat(scales(told.get(6), Measure.KS)).containsExactly(1, 2, 4);
        assertThat(rows(told.get(6), 4)).isEqualTo(4000);
    }

    @Test
    void trailingReferenceLeavesWindowsOnAnotherGridOut() {
        AssessorBench bench = new AssessorBench(
                library(era(Long.MIN_VALUE, HALVES), era(at(3), QUARTERS)), rules("fraud", column -> 28, "in-0"));
        bench.refer(pinned(WHOLE, -10, 0));
        for (int minute = 0; minute < 3; minute++) {
            bench.delta(WHOLE, at(minute), profile(counts(HALVES, 500, 500)));
        }
        for (int minute = 3; minute < 9; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(8).told();

        assertThat(verdict(told.get(7), Measure.MISSING)).isEqualTo(Verdict.WARMING_UP);
        assertThat(verdict(told.get(8), Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(referenceRows(told.get(8), Measure.KS, 1)).isEqualTo(5000);
    }

    /** A reader that has not seen the new grid yet: what it counted is told, not judged. */
    @Test
    void windowCountedOnAnotherGridIsWarmingUp() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));

        Reading reading = only(
                bench.delta(WHOLE, at(0), profile(counts(HALVES, 500, 500))).close(0));

        assertThat(measured(reading, "price", Measure.KS)).isEmpty();
        assertThat(verdict(reading, Measure.MISSING)).isEqualTo(Verdict.WARMING_UP);
    }

    /** The grids' topic and the references' topic are not read in step. */
    @Test
    void referenceOnAnotherGridIsNeverMixed() {
        AssessorBench bench = onQuarters(PINNED).refer(reference("0ld", WHOLE, -10, 0, counts(HALVES, 5000, 5000)));

        Reading reading = only(bench.prices(WHOLE, 0, SAME).close(0));

        assertThat(verdict(reading, Measure.MISSING)).isEqualTo(Verdict.WARMING_UP);
        assertThat(verdict(reading, Measure.VOLUME)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void columnThatTheReferenceDoesNotHaveIsWarmingUp() {
        GridBook.Era era = new GridBook.Era(Long.MIN_VALUE, new TreeMap<>(Map.of("price", QUARTERS, "load", HALVES)));
        AssessorBench bench = new AssessorBench(library(era), rules("fraud", PINNED, "in-0"));
        bench.refer(pinned(WHOLE, -10, 0));

        Reading reading = only(bench.prices(WHOLE, 0, SAME).close(0));

        assertThat(measured(reading, "load", Measure.MISSING))
                .singleElement()
                .satisfies(m -> assertThat(m.judged().verdict()).isEqualTo(Verdict.WARMING_UP));
        assertThat(verdict(reading, Measure.KS)).isEqualTo(Verdict.GOOD);
    }

    /** A reader that learned of the grid in the middle of a pane, or two that did at different times. */
    @Test
    void paneOnTwoGridsCallsNothingMissing() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        bench.delta(WHOLE, at(0), profile(counts(HALVES, 1, 0)));

        Reading reading = only(bench.prices(WHOLE, 0, SAME).close(0));

        assertThat(measured(reading, "price", Measure.MISSING).get(0).judged().count())
                .isZero();
    }

    @Test
    void evidenceIsGivenOnlyWhereBad() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        bench.prices(WHOLE, 0, SAME).prices(WHOLE, 1, MOVED).close(1);

        List<Reading> told = bench.told();

        assertThat(told.get(0).measurements()).allMatch(m -> m.evidence().isEmpty());
        assertThat(told.get(1).measurements())
                .allMatch(m -> m.evidence().isEmpty() || m.judged().verdict() == Verdict.BAD);
        List<Shift> moved = measured(told.get(1), "price", Measure.KS).get(0).evidence();
        assertThat(moved).hasSize(3);
        assertThat(moved.get(0).label()).isEqualTo("≤ 1");
    }

    /**
     * One alarm in 30 days of one-minute windows: (1 volume + 6 of the column) × 1 slice × 7 scales × 43,200 windows = 2,116,800 tests.
     * With 1,000 slices each test is made at a thousandth of that level, so a window needs more rows to be judged at all.
     */
    @Test
    void levelFollowsFromTheNumberOfTests() {
        Reference few = pinned(WHOLE, -10, 0);
        Reference many =
                new Reference(few.id(), WHOLE, few.range(), few.validFromMs(), 1000, few.rows(), few.columns());

        Reading one = only(onQuarters(PINNED).refer(few).prices(WHOLE, 0, SAME).close(0));
        Reading thousand =
                only(onQuarters(PINNED).refer(many).prices(WHOLE, 0, SAME).close(0));

        double width = width(one);
        double wider = width(thousand);
        assertThat(wider).isGreaterThan(1.1 * width).isLessThan(1.6 * width);
    }

    @Test
    void levelOfAnUnknownSliceCountsTheKnownOnes() {
        GridBook.Era era = era(Long.MIN_VALUE, QUARTERS);
        TreeSet<String> slices = new TreeSet<>();
        for (int slice = 0; slice < 1000; slice++) {
            slices.add("region=" + slice);
        }
        GridBook.Library many = GridBook.Library.of(Map.of("fraud", new GridBook(List.of(era), slices)));
        AssessorBench alone = onQuarters(column -> 5);
        AssessorBench among = new AssessorBench(many, rules("fraud", column -> 5, "in-0"));
        for (int minute = 0; minute < 6; minute++) {
            alone.prices(EU, minute, SAME);
            among.prices(EU, minute, SAME);
        }

        double width = width(alone.close(5).told().get(5));
        double wider = width(among.close(5).told().get(5));

        assertThat(wider).isGreaterThan(1.1 * width);
    }

    @Test
    void readingNamesItsWindowAndScope() {
        Reading reading = only(onQuarters(PINNED).prices(WHOLE, 3, SAME).close(3));

        assertThat(reading.window()).isEqualTo(new TimeWindow(at(3), at(4)));
        assertThat(reading.scope()).isEqualTo(AssessorBench.slice(Scope.ALL));
        assertThat(reading.rows()).isEqualTo(1000);
    }

    private static Reading only(AssessorBench bench) {
        List<Reading> told = bench.told();
        assertThat(told).hasSize(1);
        return told.get(0);
    }

    private static Measurement at(Reading reading, Measure measure, int scale) {
        return measured(reading, "price", measure).stream()
                .filter(m -> m.scale() == scale)
                .findFirst()
                .orElseThrow();
    }

    private static long at(long minute) {
        return AssessorBench.at(minute);
    }

    private static Verdict verdictAt(Reading reading, Measure measure, int scale) {
        return at(reading, measure, scale).judged().verdict();
    }

    private static long rows(Reading reading, int scale) {
        return Math.round(at(reading, Measure.KS, scale).judged().estimate().n());
    }

    private static long referenceRows(Reading reading, Measure measure, int scale) {
        return Math.round(at(reading, measure, scale).judged().estimate().m());
    }

    private static double width(Reading reading) {
        return at(reading, Measure.RANK_SHIFT, 1).judged().estimate().upper()
                - at(reading, Measure.RANK_SHIFT, 1).judged().estimate().lower();
    }
}
