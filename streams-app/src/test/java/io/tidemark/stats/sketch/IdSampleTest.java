package io.tidemark.stats.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class IdSampleTest {
    private static long hash(long id) {
        return new SplittableRandom(id).nextLong();
    }

    @Test
    void fewIdsAreCountedExactly() {
        IdSample sample = new IdSample();
        for (int row = 0; row < 6_000; row++) {
            sample.count(hash(row % 4_000));
        }

        assertThat(sample.level()).isZero();
        assertThat(sample.ids()).isEqualTo(4_000);
        assertThat(sample.sampledDuplicates()).isEqualTo(2_000);
        assertThat(sample.rows()).isEqualTo(6_000);
        assertThat(sample.occurrences(hash(1))).isEqualTo(2);
    }

    @Test
    void manyIdsAreSampledFairly() {
        IdSample sample = new IdSample();
        for (int row = 0; row < 1_000_000; row++) {
            sample.count(hash(row % 900_000));
        }

        double share = (double) sample.sampledDuplicates() / sample.sampledRows();

        assertThat(sample.ids()).isBetween(IdSample.MOST_IDS / 2 - 200, IdSample.MOST_IDS);
        assertThat(share).isCloseTo(0.1, within(0.02));
        assertThat(sample.rows()).isEqualTo(1_000_000);
    }

    @Test
    void orderAndGroupingChangeNothing() {
        List<IdSample> parts = new ArrayList<>();
        for (int part = 0; part < 7; part++) {
            IdSample sample = new IdSample();
            for (int row = 0; row < 3_000; row++) {
                sample.count(hash((part * 1_700L + row) % 9_000));
            }
            parts.add(sample);
        }

        IdSample forward = sum(parts);
        Collections.shuffle(parts, new Random(1));
        IdSample shuffled = sum(List.of(sum(parts.subList(0, 3)), sum(parts.subList(3, 7))));

        assertThat(forward.level()).isPositive();
        assertThat(shuffled.level()).isEqualTo(forward.level());
        assertThat(shuffled.rows()).isEqualTo(forward.rows());
        assertThat(shuffled.hashes()).isEqualTo(forward.hashes());
        for (long hash : forward.hashes()) {
            assertThat(shuffled.occurrences(hash)).isEqualTo(forward.occurrences(hash));
        }
    }

    @Test
    void levelIsTheSmallestThatFits() {
        IdSample sample = new IdSample();
        List<Long> ids = new ArrayList<>();
        for (long id = 0; id < 20_000; id++) {
            ids.add(hash(id));
            sample.count(hash(id));
        }

        long oneLower =
                ids.stream().filter(h -> h >>> (64 - sample.level() + 1) == 0).count();

        assertThat(oneLower).isGreaterThan(IdSample.MOST_IDS);
        assertThat((long) sample.ids())
                .isEqualTo(ids.stream()
                        .filter(h -> h >>> (64 - sample.level()) == 0)
                        .count());
    }

    @Test
    void writtenSampleIsTheSame() {
        IdSample sample = new IdSample();
        for (int row = 0; row < 30_000; row++) {
            sample.count(hash(row / 3));
        }
        long[] hashes = sample.hashes();
        long[] occurrences = new long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            occurrences[i] = sample.occurrences(hashes[i]);
        }

        IdSample read = IdSample.of(sample.rows(), sample.level(), hashes, occurrences);

        assertThat(read.hashes()).isEqualTo(hashes);
        assertThat(read.sampledDuplicates()).isEqualTo(sample.sampledDuplicates());
        assertThat(read.designEffect()).isEqualTo(sample.designEffect());
    }

    @Test
    void impossibleSampleIsRefused() {
        assertThatThrownBy(() -> IdSample.of(1, 64, new long[0], new long[0]))
                .hasMessage("a sample of ids needs a level in [0, 63] and at most 4096 ids that came: level=64, ids=0");
    }

    /** One id that came a hundred times is one draw, not a hundred. */
    @Test
    void designEffectGrowsWithRepeats() {
        IdSample pairs = new IdSample();
        IdSample crowds = new IdSample();
        for (int row = 0; row < 100_000; row++) {
            pairs.count(hash(row % 10 == 0 && row > 0 ? row - 1 : row));
            crowds.count(hash(row % 1_000 < 100 ? row / 1_000 * 1_000L : row));
        }

        assertThat(pairs.designEffect()).isBetween(1.0, 1.5);
        assertThat(crowds.designEffect()).isGreaterThan(20);
    }

    private static IdSample sum(List<IdSample> parts) {
        IdSample sum = new IdSample();
        parts.forEach(sum::add);
        return sum;
    }
}
