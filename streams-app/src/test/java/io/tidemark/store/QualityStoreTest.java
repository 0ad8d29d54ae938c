package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.quality.Answer;
import io.tidemark.stats.quality.QualityBaseline;
import io.tidemark.stats.quality.QualityCounts;
import io.tidemark.stats.quality.ScoreCells;
import io.tidemark.store.QualityStore.Pending;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QualityStoreTest {
    private static final Scope WHOLE = new Scope("fraud", Stage.SERVING, "*");
    private static final Scope PATH = new Scope("fraud", Stage.SERVING, "path=a");

    /** Begins as {@link #PATH} does, and its keys lie between those of its windows. */
    private static final Scope BELOW = new Scope("fraud", Stage.SERVING, "path=a/b");

    private final TestStores stores = new TestStores();
    private final KeyValueStore<String, byte[]> rows = stores.onDisk(Serdes.String());
    private final QualityStore store = new QualityStore(rows);

    @AfterEach
    void close() {
        stores.close();
    }

    private static QualityCounts counts(int predictions) {
        QualityCounts counts = new QualityCounts();
        for (int i = 0; i < predictions; i++) {
            counts.answered(new Answer("yes", ScoreCells.of(0.9)));
        }
        return counts;
    }

    private static QualityWindow window(long startMs, int predictions) {
        return new QualityWindow(startMs, 2, 7, State.GROWING, counts(predictions));
    }

    private static QualityUsual usual(int... predictions) {
        return new QualityUsual(
                QualityBaseline.of(Arrays.stream(predictions)
                        .mapToObj(QualityStoreTest::counts)
                        .toList()),
                60_000);
    }

    @Test
    void aSliceWithASlashIsNotPartOfTheOneItBeginsAs() {
        store.put(PATH, window(1_000, 3));
        store.put(BELOW, window(1_000, 5));
        store.addToCopy(PATH, 1_000, counts(3));
        store.addToCopy(BELOW, 1_000, counts(5));

        assertThat(store.windows(PATH, Long.MIN_VALUE, Long.MAX_VALUE))
                .extracting(window -> window.counts().predictions())
                .containsExactly(3L);
        store.deleteCopies(PATH, 2_000);
        assertThat(store.copy(PATH, 1_000).isEmpty()).isTrue();
        assertThat(store.copy(BELOW, 1_000).predictions()).isEqualTo(5);
        store.delete(PATH, 1_000);
        assertThat(store.forgetIfEmpty(PATH)).isTrue();
    }

    @Test
    void pendingWindowsAreThoseThatAreNotDoneWith() {
        store.putPending(new Pending(WHOLE, 1_000, true, false));
        store.putPending(new Pending(WHOLE, -2_000, false, true));
        store.putPending(new Pending(BELOW, 3_000, true, true));
        store.putPending(new Pending(PATH, 4_000, true, true));
        store.putPending(new Pending(PATH, 4_000, false, false));

        assertThat(store.pending())
                .containsExactly(
                        new Pending(WHOLE, -2_000, false, true),
                        new Pending(WHOLE, 1_000, true, false),
                        new Pending(BELOW, 3_000, true, true));
    }

    @Test
    void aPendingRowThatSaysNothingIsRefused() {
        store.putPending(new Pending(WHOLE, 1_000, true, false));
        String key = "pending/fraud/SERVING/*/80000000000003e8";
        byte[] value = rows.get(key);
        value[1] = 4;
        rows.put(key, value);

        assertThatThrownBy(store::pending)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what is left of a window must be 1, 2 or 3: left=4");
    }

    @Test
    void scopesAreKeptUntilTheyHaveNoWindows() {
        store.putScope(WHOLE);
        store.putScope(BELOW);
        store.put(WHOLE, window(1_000, 3));

        assertThat(store.forgetIfEmpty(WHOLE)).isFalse();
        assertThat(store.forgetIfEmpty(BELOW)).isTrue();
        assertThat(store.scopes()).containsExactly(WHOLE);
    }

    @Test
    void aBaselineReadsBack() {
        store.putUsual(WHOLE, "rules", usual(4, 6));

        QualityUsual usual = Objects.requireNonNull(store.usual(WHOLE, "rules"));

        assertThat(usual.endMs()).isEqualTo(60_000);
        assertThat(usual.baseline().counts().predictions()).isEqualTo(10);
        assertThat(store.usual(WHOLE, "other rules")).isNull();
        assertThat(store.usual(PATH, "rules")).isNull();
    }

    @Test
    void theFirstWindowWithPredictionsAndTheLastOnesAreFound() {
        store.put(WHOLE, QualityWindow.empty(500));
        List.of(1_000L, 2_000L, 3_000L).forEach(ms -> store.put(WHOLE, window(ms, 3)));
        store.put(BELOW, window(700, 3));

        assertThat(Objects.requireNonNull(store.first(WHOLE)).startMs()).isEqualTo(1_000);
        assertThat(store.first(PATH)).isNull();
        assertThat(store.last(WHOLE, 3_000, 2))
                .extracting(QualityWindow::startMs)
                .containsExactly(1_000L, 2_000L);
    }

    @Test
    void whatAVersionIsComparedWithGoesWithIt() {
        Scope version = new Scope("m", Stage.SERVING, "version=v2");
        store.putPrevious(version, "rules", new QualityPrevious("v1", usual(4)));
        store.putUsual(version, "rules", usual(4));
        store.putUsual(WHOLE, "rules", usual(4));

        QualityPrevious read = Objects.requireNonNull(store.previous(version, "rules"));
        assertThat(read.version()).isEqualTo("v1");
        assertThat(read.usual().baseline().counts().predictions()).isEqualTo(4);
        assertThat(store.previous(version, "other rules")).isNull();
        store.forgetIfEmpty(version);
        store.forgetIfEmpty(WHOLE);

        assertThat(store.previous(version, "rules")).isNull();
        assertThat(store.usual(version, "rules")).isNull();
        assertThat(store.usual(WHOLE, "rules")).isNotNull();
    }
}
