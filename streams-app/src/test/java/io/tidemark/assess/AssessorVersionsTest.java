package io.tidemark.assess;

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

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Season;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Verdict;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** References that come, change and end; and those that follow the calendar. */
class AssessorVersionsTest {
    private static final long[] SAME = {250, 250, 250, 250};
    private static final long[] MOVED = {700, 100, 100, 100};

    @Test
    void rePinLeavesEarlierWindowsTheirReference() {
        AssessorBench bench = new AssessorBench(
                library(era(Long.MIN_VALUE, HALVES), era(at(3), QUARTERS)), rules("fraud", PINNED, "in-0"));
        bench.refer(reference("old", WHOLE, -10, 0, counts(HALVES, 5000, 5000)));
        for (int minute = 0; minute < 3; minute++) {
            bench.delta(WHOLE, at(minute), profile(counts(HALVES, 500, 500)));
        }
        bench.refer(reference("new", WHOLE, -10, 3, counts(QUARTERS, 2500, 2500, 2500, 2500)));
        for (int minute = 3; minute < 6; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(5).told();

        assertThat(told)
                .extracting(Reading::reference)
                .containsExactly("pinned:old", "pinned:old", "pinned:old", "pinned:new", "pinned:new", "pinned:new");
        assertThat(told).allMatch(reading -> verdict(reading, Measure.KS) == Verdict.GOOD);
        // no scale sums windows of both
        assertThat(scales(told.get(2), Measure.KS)).containsExactly(1, 2);
        assertThat(scales(told.get(3), Measure.KS)).containsExactly(1);
        assertThat(scales(told.get(4), Measure.KS)).containsExactly(1, 2);
    }

    @Test
    void rePinOnTheSameGridsIsNotReachedOverEither() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        bench.refer(reference("new", WHOLE, -5, 4, counts(QUARTERS, 2500, 2500, 2500, 2500)));
        for (int minute = 0; minute < 6; minute++) {
            bench.prices(WHOLE, minute, SAME);
        }

        List<Reading> told = bench.close(5).told();

        assertThat(told.get(3).reference()).isEqualTo("pinned:1f0c");
        assertThat(scales(told.get(3), Measure.KS)).containsExactly(1, 2, 4);
        assertThat(told.get(4).reference()).isEqualTo("pinned:new");
        assertThat(scales(told.get(4), Measure.KS)).containsExactly(1);
        assertThat(scales(told.get(5), Measure.KS)).containsExactly(1, 2);
    }

    @Test
    void lateRepairUsesTheReferenceThatHeldThen() {
        AssessorBench bench = onQuarters(PINNED).refer(pinned(WHOLE, -10, 0));
        bench.prices(WHOLE, 1, SAME).prices(WHOLE, 5, SAME).close(5);
        bench.refer(reference("new", WHOLE, -5, 4, counts(QUARTERS, 100, 100, 100, 9700)));
        bench.told();

        Reading repaired = only(bench.prices(WHOLE, 1, 5, 0, 0, 0));

        assertThat(repaired.revision()).isEqualTo(1);
        assertThat(repaired.reference()).isEqualTo("pinned:1f0c");
        assertThat(verdict(repaired, Measure.KS)).isEqualTo(Verdict.GOOD);
    }

    @Test
    void expiredReferenceJudgesNothing() {
        Reference fresh = pinned(WHOLE, -10, 0);
        Reference.Label label = new Reference.Label(Reference.Kind.PINNED, "spring", 10_000, 0, at(2));
        AssessorBench bench = onQuarters(PINNED)
                .refer(new Reference(
                        "1f0c", WHOLE, fresh.range(), fresh.validFromMs(), 1, fresh.rows(), fresh.columns(), label));
        bench.prices(WHOLE, 1, MOVED).prices(WHOLE, 2, MOVED);

        List<Reading> told = bench.close(2).told();

        assertThat(told.get(0).reference()).isEqualTo("pinned:spring@1f0c");
        assertThat(told.get(0).referenceState()).isEmpty();
        assertThat(told.get(1).reference()).isEmpty();
        assertThat(told.get(1).referenceState())
                .isEqualTo("reference expired at 2026-01-01T00:02:00Z: pinned:spring@1f0c");
        assertThat(told.get(1).measurements()).allMatch(m -> m.judged().verdict() == Verdict.WARMING_UP);
    }

    @Test
    void warmUpSaysHowFarItIs() {
        AssessorBench bench = AssessorBench.referring(
                new ReferenceRules(column -> Optional.empty(), "", 10 * MINUTE, "10m", Comparisons.NONE));
        bench.prices(WHOLE, 0, SAME).prices(WHOLE, 3, SAME);

        List<Reading> told = bench.close(3).told();

        assertThat(told)
                .extracting(Reading::referenceState)
                .containsExactly(
                        "warming up, 10 % of 10m",
                        "warming up, 20 % of 10m", "warming up, 30 % of 10m", "warming up, 40 % of 10m");
    }

    @Test
    void monitorThatWaitsForAPublishedReferenceTakesNoOther() {
        AssessorBench bench = AssessorBench.referring(new ReferenceRules(
                column -> Optional.empty(), "spring", 0, "waits for the published reference spring", Comparisons.NONE));
        bench.refer(published("autumn", at(-1)));
        bench.prices(WHOLE, 0, SAME);
        Reading before = only(bench.close(0));
        bench.refer(published("spring", at(1)));
        bench.prices(WHOLE, 1, SAME);

        Reading after = only(bench.close(1));

        assertThat(before.referenceState()).isEqualTo("waits for the published reference spring");
        assertThat(after.reference()).isEqualTo("published:spring@1f0c");
        assertThat(verdict(after, Measure.KS)).isEqualTo(Verdict.GOOD);
    }

    /** Its range may be of any time: the file says what was, and validFrom from when on it is compared with. */
    private static Reference published(String name, long validFromMs) {
        Reference made = pinned(WHOLE, 100, 200);
        return new Reference(
                "1f0c",
                WHOLE,
                made.range(),
                validFromMs,
                1,
                made.rows(),
                made.columns(),
                new Reference.Label(Reference.Kind.PUBLISHED, name, 10_000, 0, Long.MAX_VALUE));
    }

    /** Days of 24 windows of an hour would be long; here the windows are of a minute, and so an hour is compared. */
    @Test
    void seasonalReferenceIsTheSamePhaseOfEarlierCycles() {
        AssessorBench bench = seasonal(2);
        for (int minute = 0; minute < 3 * 1440; minute += 60) {
            long[] cells = minute % 1440 == 60 ? MOVED : SAME;
            bench.prices(WHOLE, minute, cells);
        }

        List<Reading> told = bench.close(3 * 1440 - 1).told();

        Reading third = told.stream()
                .filter(reading -> reading.window().startMs() == at(2 * 1440 + 60))
                .findFirst()
                .orElseThrow();
        assertThat(third.reference()).isEqualTo("seasonal:hour-of-day:2");
        assertThat(verdict(third, Measure.KS)).isEqualTo(Verdict.GOOD);
        assertThat(referenceRows(third, Measure.KS, 1)).isEqualTo(2_000);
        Reading second = told.stream()
                .filter(reading -> reading.window().startMs() == at(1440 + 60))
                .findFirst()
                .orElseThrow();
        assertThat(second.reference()).isEmpty();
        assertThat(second.referenceState()).isEqualTo("warming up");
    }

    private static AssessorBench seasonal(int cycles) {
        AssessRules plain = rules("fraud", (cycles + 2) * 1440 * MINUTE, PINNED, "in-0");
        Season season = new Season(Season.Phase.HOUR_OF_DAY, cycles, ZoneOffset.UTC);
        return new AssessorBench(
                library(era(Long.MIN_VALUE, QUARTERS)),
                new AssessRules(
                        plain.model(),
                        plain.sources(),
                        plain.windowMs(),
                        plain.latenessMs(),
                        plain.retention(),
                        plain.noDataAfterMs(),
                        plain.forgetAfter(),
                        plain.trailing(),
                        plain.tolerances(),
                        plain.falseAlarms(),
                        plain.changes(),
                        new ReferenceRules(column -> Optional.of(season), "", 0, "warming up", Comparisons.NONE)));
    }

    /** Of five cycles it is known how much the same hour varies; where it swings wildly, a swing is no news. */
    @Test
    void seasonalDispersionIsThatOfTheSamePhase() {
        AssessorBench bench = seasonal(6);
        for (int day = 0; day < 7; day++) {
            bench.prices(WHOLE, day * 1440L, day % 2 == 0 ? MOVED : new long[] {100, 100, 100, 700});
        }

        List<Reading> told = bench.close(6 * 1440).told();

        Reading last = told.get(told.size() - 1);
        assertThat(measured(last, "price", Measure.KS).get(0).dispersion()).isGreaterThan(100);
        assertThat(verdict(last, Measure.KS)).isNotEqualTo(Verdict.BAD);
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

    private static long referenceRows(Reading reading, Measure measure, int scale) {
        return Math.round(at(reading, measure, scale).judged().estimate().m());
    }
}
