package io.tidemark.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Copy;
import io.tidemark.domain.Delta;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.store.ScopeKey;
import io.tidemark.testkit.Cases;
import java.util.Set;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesAndMarksTest {
    private final ScopesAndMarks places = new ScopesAndMarks();

    @Test
    void markGoesToEveryPartition() {
        Mark mark = new Mark("in-3", 5, 7, State.FLOWING);

        assertThat(places.partitions("partials", "in-3", mark, 4)).contains(Set.of(0, 1, 2, 3));
        assertThat(places.partitions("partials", "in-3", mark, 1)).contains(Set.of(0));
    }

    @Test
    void copyGoesToEveryPartition() {
        Copy copy = new Copy(new Delta(new Scope("fraud", Stage.SERVING, Scope.ALL), 0, new Profile()));

        assertThat(places.partitions("partials", "fraud/SERVING/*", copy, 3)).contains(Set.of(0, 1, 2));
    }

    /** By murmur2 written anew in Python: fraud/SERVING/* hashes to 1079051067 = 6·179841844 + 3, …/region=eu to 1962387869 = … + 5. */
    @Test
    void deltaGoesToOnePartition() {
        Delta delta = new Delta(new Scope("fraud", Stage.SERVING, Scope.ALL), 0, new Profile());

        assertThat(places.partitions("partials", ScopeKey.text(delta.scope()), delta, 6))
                .contains(Set.of(3));
        assertThat(ScopesAndMarks.partition("fraud/SERVING/region=eu", 6)).isEqualTo(5);
        assertThat(places.partitions("partials", ScopeKey.text(delta.scope()), delta, 1))
                .contains(Set.of(0));
    }

    /** So that judge hears of them window by window; the slice of a region, or of a version in it, may be anywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "2026/01/05", "a=b", ""})
    void versionsAreWhereTheSliceOfAllIs(String version) {
        for (Stage stage : Stage.values()) {
            String whole = ScopeKey.text(new Scope("ads:fraud", stage, Scope.ALL));
            String key = ScopeKey.text(new Scope("ads:fraud", stage, Scope.versionSlice(version)));

            assertThat(ScopesAndMarks.partition(key, 64)).isEqualTo(ScopesAndMarks.partition(whole, 64));
        }
        assertThat(ScopesAndMarks.partition("fraud/SERVING/region=version=v1", 64))
                .isNotEqualTo(ScopesAndMarks.partition("fraud/SERVING/*", 64));
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void deltaGoesWhereKafkasProducerWouldPutItsKey(Cases cases) {
        try (StringSerializer keys = new StringSerializer()) {
            for (int i = 0; i < 50; i++) {
                Scope scope = new Scope("fraud", Stage.SERVING, "region=" + cases.text());
                String key = ScopeKey.text(scope);
                int partitions = 1 + cases.below(64);

                int kafkas = BuiltInPartitioner.partitionForKey(keys.serialize("partials", key), partitions);

                assertThat(places.partitions("partials", key, new Delta(scope, 0, new Profile()), partitions))
                        .contains(Set.of(kafkas));
                assertThat(ScopesAndMarks.partition(key, partitions)).isEqualTo(kafkas);
            }
        }
    }
}
