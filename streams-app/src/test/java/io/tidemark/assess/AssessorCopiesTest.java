package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.EU;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.at;
import static io.tidemark.assess.AssessorBench.comparing;
import static io.tidemark.assess.AssessorBench.measured;
import static io.tidemark.assess.AssessorBench.scales;
import static io.tidemark.assess.AssessorBench.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Reading;
import io.tidemark.stats.Measure;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Copies of the whole that begin late, reach far back, or are too many. */
class AssessorCopiesTest {
    private static final long[] SAME = {250, 250, 250, 250};
    private static final Comparisons REST = new Comparisons(Set.of(Comparison.REST), "", "", 0);

    /** The monitor ran without copies, which began in the midst of minute 2: that minute's are a part of the whole. */
    @Test
    void restBeginsWithTheFirstWindowThatIsWhollyCopied() {
        AssessorBench bench = comparing(REST);
        for (int minute = 0; minute < 2; minute++) {
            bench.prices(EU, minute, SAME);
        }
        bench.prices(EU, 2, SAME).copy(WHOLE, at(2), 500, 200, 500, 500);
        for (int minute = 3; minute < 7; minute++) {
            bench.prices(EU, minute, SAME).copy(WHOLE, at(minute), 500, 500, 500, 500);
        }

        List<Reading> rest = rest(bench.close(6).told());

        assertThat(rest.get(2).referenceState()).isEqualTo("the rest is known from the next window on");
        assertThat(scales(rest.get(3), Measure.KS)).containsExactly(1);
        assertThat(scales(rest.get(4), Measure.KS)).containsExactly(1, 2);
        assertThat(scales(rest.get(6), Measure.KS)).containsExactly(1, 2, 4);
        assertThat(referenceRows(rest.get(6), 4)).isEqualTo(4_000);
    }

    @Test
    void restOfManyWindowsReachesBackAsFarAsTheLongestScale() {
        AssessorBench bench = comparing(REST);
        for (int minute = 0; minute < 80; minute++) {
            bench.prices(EU, minute, SAME).copy(WHOLE, at(minute), 500, 500, 500, 500);
        }

        List<Reading> told = rest(bench.close(79).told());

        assertThat(scales(told.get(79), Measure.KS)).containsExactly(1, 2, 4, 8, 16, 32, 64);
    }

    @Test
    void copiesBeyondTheMostAreCountedAsRefused() {
        AssessorBench bench = comparing(REST);
        for (int version = 0; version < 10_000; version++) {
            bench.state.addToCopy(slice("version=" + version), at(0), new Profile());
        }

        bench.copy(WHOLE, at(0), 250, 250, 250, 250).copy(slice("version=7"), at(0), 5, 0, 0, 0);

        assertThat(bench.state.copies(WHOLE, at(0), at(1))).isEmpty();
        assertThat(bench.meters.read(Meter.SLICES_REFUSED)).isEqualTo(1_000);
    }

    private static List<Reading> rest(List<Reading> told) {
        return told.stream()
                .filter(reading -> reading.comparison() == Comparison.REST)
                .toList();
    }

    private static double referenceRows(Reading reading, int scale) {
        return measured(reading, "price", Measure.KS).stream()
                .filter(m -> m.scale() == scale)
                .mapToDouble(m -> m.judged().estimate().m())
                .findFirst()
                .orElseThrow();
    }
}
