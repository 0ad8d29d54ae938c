package io.tidemark.pin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testkit.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnSampleTest {
    @Test
    void smallestPlacesAreKept() {
        ColumnSample sample = new ColumnSample();
        for (long place : new long[] {50, -3, 7, 99, 0, 12}) {
            if (sample.wants(place, 3)) {
                sample.offer(place, place / 10.0, 0, 3);
            }
        }

        assertThat(sample.values()).containsExactlyInAnyOrder(-0.3, 0.0, 0.7);
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void sampleIgnoresOrderAlsoWhileItShrinks(Cases cases) {
        List<Long> places = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            places.add(cases.anyLong());
        }
        ColumnSample sample = new ColumnSample();
        for (int i : cases.permutation(places.size())) {
            int most = 1_000 - i % 500;
            if (sample.wants(places.get(i), most)) {
                sample.offer(places.get(i), places.get(i), 0, most);
            }
        }
        sample.trim(300);

        double[] smallest = places.stream()
                .mapToLong(Long::longValue)
                .sorted()
                .limit(300)
                .mapToDouble(place -> place)
                .toArray();
        assertThat(sample.size()).isEqualTo(300);
        assertThat(sample.values()).containsExactlyInAnyOrder(smallest);
    }

    @Test
    void groupsWeighByTheRootOfTheirSize() {
        ColumnSample sample = new ColumnSample();
        LongStream.range(0, 16).forEach(place -> sample.offer(place, 1, "big".hashCode(), 100));
        LongStream.range(16, 20).forEach(place -> sample.offer(place, 2, -7, 100));

        double[] values = sample.values();
        double[] weights = sample.weights();
        double[] sums = new double[3];
        for (int i = 0; i < values.length; i++) {
            sums[(int) values[i]] += weights[i];
        }

        assertThat(sums).containsExactly(0, 4, 2);
    }

    @Test
    void emptySampleHasNoWeights() {
        assertThat(new ColumnSample().weights()).isEmpty();
    }
}
