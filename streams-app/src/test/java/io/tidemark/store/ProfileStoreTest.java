package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.StoredProfile;
import io.tidemark.stats.grid.Counts;
import io.tidemark.store.ProfileStore.Level;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On RocksDB, because the order of keys is RocksDB's. */
class ProfileStoreTest {
    private static final Scope WHOLE = new Scope("m", Stage.SERVING, Scope.ALL);
    private static final Scope LONGER = new Scope("m", Stage.SERVING, "country=BR");
    private static final Scope TRAINING = new Scope("m", Stage.TRAINING, Scope.ALL);

    /** u16 length, “m/SERVING/*”, window, −1 with the sign bit turned. */
    private static final String KEY = "000b" + "6d2f53455256494e472f2a" + "01" + "7fffffffffffffff";

    /** Version, revision 2, 3 events, 2 features, 1 prediction, one column “a” on a grid of two cells. */
    private static final String VALUE = "01" + "00000002" + "0000000000000003" + "0000000000000002" + "0000000000000001"
            + "00000001" + "0001" + "61" + "010100112233445566ff01020100000001" + "00";

    private final TestStores stores = new TestStores();
    private final KeyValueStore<Bytes, byte[]> bytes = stores.onDisk(Serdes.Bytes());
    private final ProfileStore store = new ProfileStore(bytes);

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void oldRowIsStillReadAndWritten() {
        bytes.put(new Bytes(HexFormat.of().parseHex(KEY)), HexFormat.of().parseHex(VALUE));

        StoredProfile row = store.get(WHOLE, Level.WINDOW, -1);
        bytes.delete(new Bytes(HexFormat.of().parseHex(KEY)));
        store.put(WHOLE, Level.WINDOW, row);

        assertThat(row.startMs()).isEqualTo(-1);
        assertThat(row.revision()).isEqualTo(2);
        assertThat(row.profile().rows()).isEqualTo(new Rows(3, 2, 1));
        assertThat(row.profile().columns().get("a")).extracting(Counts::valid).isEqualTo(1L);
        assertThat(bytes.get(new Bytes(HexFormat.of().parseHex(KEY))))
                .asHexString()
                .isEqualToIgnoringCase(VALUE);
    }

    @Test
    void otherVersionIsRefused() {
        bytes.put(new Bytes(HexFormat.of().parseHex(KEY)), new byte[] {2});

        assertThatThrownBy(() -> store.get(WHOLE, Level.WINDOW, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a profile: format=2, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
    }

    @Test
    void rowThatIsNotThereIsEmpty() {
        StoredProfile row = store.get(WHOLE, Level.PANE, 60_000);

        assertThat(row.startMs()).isEqualTo(60_000);
        assertThat(row.revision()).isZero();
        assertThat(row.profile().rows()).isEqualTo(Rows.NONE);
    }

    @Test
    void rowsComeInTimeOrderAlsoBefore1970() {
        LongStream.of(300, -300, 0, Long.MIN_VALUE, 200, -1, Long.MAX_VALUE - 1, 1)
                .forEach(start -> put(WHOLE, Level.PANE, start, 1));

        assertThat(store.range(WHOLE, Level.PANE, Long.MIN_VALUE, Long.MAX_VALUE))
                .extracting(StoredProfile::startMs)
                .containsExactly(Long.MIN_VALUE, -300L, -1L, 0L, 1L, 200L, 300L, Long.MAX_VALUE - 1);
        assertThat(store.range(WHOLE, Level.PANE, -1, 200))
                .extracting(StoredProfile::startMs)
                .containsExactly(-1L, 0L, 1L);
        assertThat(store.range(WHOLE, Level.PANE, 5, 5)).isEmpty();
        assertThat(store.range(WHOLE, Level.PANE, 5, 4)).isEmpty();
    }

    @Test
    void scopesStagesAndLevelsAreApart() {
        put(WHOLE, Level.PANE, 100, 1);
        put(WHOLE, Level.WINDOW, 100, 2);
        put(LONGER, Level.PANE, 100, 3);
        put(TRAINING, Level.PANE, 100, 4);

        assertThat(store.range(WHOLE, Level.PANE, 0, 1_000))
                .extracting(row -> row.profile().rows().events())
                .containsExactly(1L);
        assertThat(store.range(WHOLE, Level.WINDOW, 0, 1_000))
                .extracting(row -> row.profile().rows().events())
                .containsExactly(2L);
        assertThat(store.range(LONGER, Level.PANE, 0, 1_000))
                .extracting(row -> row.profile().rows().events())
                .containsExactly(3L);
        assertThat(store.range(TRAINING, Level.PANE, 0, 1_000))
                .extracting(row -> row.profile().rows().events())
                .containsExactly(4L);
    }

    @Test
    void firstRowIsOfItsOwnScopeAndLevel() {
        put(WHOLE, Level.PANE, 100, 1);
        put(WHOLE, Level.PANE, 200, 1);
        put(WHOLE, Level.WINDOW, 300, 1);
        put(LONGER, Level.PANE, 400, 1);

        assertThat(store.firstAtOrAfter(WHOLE, Level.PANE, 100)).isEqualTo(100);
        assertThat(store.firstAtOrAfter(WHOLE, Level.PANE, 101)).isEqualTo(200);
        assertThat(store.firstAtOrAfter(WHOLE, Level.PANE, 201)).isEqualTo(Long.MAX_VALUE);
        assertThat(store.firstAtOrAfter(TRAINING, Level.PANE, 0)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void deletedRangeIsGoneAndNothingElse() {
        LongStream.of(-100, 0, 100, 200).forEach(start -> put(WHOLE, Level.PANE, start, 1));
        put(WHOLE, Level.WINDOW, 0, 1);

        store.deleteRange(WHOLE, Level.PANE, -100, 100);
        store.deleteRange(WHOLE, Level.PANE, 200, 200);
        store.deleteRange(WHOLE, Level.PANE, Long.MAX_VALUE, Long.MIN_VALUE);

        assertThat(store.range(WHOLE, Level.PANE, -1_000, 1_000))
                .extracting(StoredProfile::startMs)
                .containsExactly(100L, 200L);
        assertThat(store.range(WHOLE, Level.WINDOW, 0, 1)).hasSize(1);
    }

    @Test
    void deletedRowIsGone() {
        put(WHOLE, Level.PANE, 100, 1);

        store.delete(WHOLE, Level.PANE, 100);

        assertThat(store.range(WHOLE, Level.PANE, 0, 1_000)).isEmpty();
    }

    private void put(Scope scope, Level level, long startMs, long events) {
        Counts counts = new Counts("00112233445566ff", 2);
        counts.countCell(1, events);
        store.put(
                scope,
                level,
                new StoredProfile(
                        startMs, 0, new Profile(new Rows(events, events, 0), new TreeMap<>(Map.of("a", counts)))));
    }
}
