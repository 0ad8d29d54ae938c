package io.tidemark.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rivals' rules, on windows whose distances are known by hand. */
class RivalsTest {
    private static final List<String> VALUES = List.of("a", "b");

    @Test
    void sameSharesAlarmNobody() {
        assertThat(numbers(uniform(0)).alarms(counts(10, 0))).isEmpty();
    }

    @Test
    void constantThatVariesIsHiddenFromPsiOnDeciles() {
        long[] constant = new long[101];
        constant[50] = 20;
        long[] varying = new long[101];
        varying[40] = 10;
        varying[60] = 10;

        assertThat(numbers(constant).alarms(varying))
                .contains(Rival.KS, Rival.EVIDENTLY)
                .doesNotContain(Rival.PSI);
    }

    @Test
    void evidentlyTakesATenthOfADeviationForDrift() {
        // Uniform on 0 … 99: standard deviation 28.87. Moved by 2 and by 4: 0.069 and 0.139 of it.
        Rivals rivals = numbers(uniform(0));

        assertThat(rivals.alarms(counts(10, 2))).doesNotContain(Rival.EVIDENTLY);
        assertThat(rivals.alarms(counts(10, 4))).contains(Rival.EVIDENTLY);
    }

    @Test
    void evidentlyTakesAJensenShannonDistanceOfATenthForDrift() {
        // Shares ½, ½ against 0.6, 0.4 and 0.65, 0.35: the root of nats is 0.0711 and 0.1075.
        long[] even = {500, 500, 0};
        Rivals rivals =
                new Rivals(Baseline.of(Column.ofCategories("c", VALUES, even), Collections.nCopies(10, even)), 1);

        assertThat(rivals.alarms(new long[] {600, 400, 0})).doesNotContain(Rival.EVIDENTLY);
        assertThat(rivals.alarms(new long[] {650, 350, 0})).contains(Rival.EVIDENTLY, Rival.KS, Rival.ALIBI);
    }

    private static Rivals numbers(long[] window) {
        double[] atoms = IntStream.range(0, 100).asDoubleStream().toArray();
        return new Rivals(Baseline.of(Column.ofNumbers("x", atoms, window), Collections.nCopies(80, window)), 1);
    }

    private static long[] uniform(int shift) {
        return counts(10, shift);
    }

    /** So many rows on each of 100 values, moved upwards, those beyond the last one on it. */
    private static long[] counts(int rows, int shift) {
        long[] counts = new long[101];
        for (int value = 0; value < 100; value++) {
            counts[Math.min(99, value + shift)] += rows;
        }
        return counts;
    }
}
