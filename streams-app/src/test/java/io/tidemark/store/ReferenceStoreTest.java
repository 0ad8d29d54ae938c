package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Reference;
import io.tidemark.domain.Reference.Kind;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.RowsReference;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferenceStoreTest {
    private static final Scope WHOLE = new Scope("m", Stage.SERVING, Scope.ALL);

    /** 7 × 1.0. */
    private static final String ONES = "3ff0000000000000".repeat(7);

    /** Version; id “ab”; scope; 1 to 2; valid from 3; 4 slices; 5.5 rows a window; 6 windows; one column “a”; 7 windows. */
    private static final String REFERENCE = "01" + "00026162" + "000b6d2f53455256494e472f2a" + "0000000000000001"
            + "0000000000000002" + "0000000000000003" + "00000004" + "4016000000000000" + "00000006" + ONES
            + "00000001" + "000161" + "010100112233445566ff01020100000001" + "00000007" + ONES
            + "00" + "0000" + "0000000000000000" + "0000000000000000" + "7fffffffffffffff";

    private final TestStores stores = new TestStores();
    private final KeyValueStore<String, byte[]> bytes = stores.inMemory(Serdes.String());
    private final ReferenceStore store = new ReferenceStore(bytes);

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void oldReferenceIsStillRead() {
        Reference read = ReferenceCodec.read(HexFormat.of().parseHex(REFERENCE));

        assertThat(read.id()).isEqualTo("ab");
        assertThat(read.scope()).isEqualTo(WHOLE);
        assertThat(read.range()).isEqualTo(new TimeWindow(1, 2));
        assertThat(read.validFromMs()).isEqualTo(3);
        assertThat(read.slices()).isEqualTo(4);
        assertThat(read.rows()).isEqualTo(new RowsReference(5.5, Dispersion.unknown(6)));
        assertThat(read.columns()).containsOnlyKeys("a");
        assertThat(read.columns().get("a"))
                .extracting(ColumnReference::dispersion)
                .isEqualTo(Dispersion.unknown(7));
        assertThat(read.columns().get("a"))
                .extracting(column -> column.counts().missing())
                .isEqualTo(1L);
    }

    @Test
    void referenceIsWrittenAsItWas() {
        assertThat(ReferenceCodec.write(reference("ab"))).asHexString().isEqualToIgnoringCase(REFERENCE);
    }

    @Test
    void dispersionOfEveryScaleSurvives() {
        Dispersion dispersion = new Dispersion(40, new double[] {1, 1.5, 2, 3, 5, 8, 13});
        Reference written = new Reference(
                "ab", WHOLE, new TimeWindow(1, 2), 3, 4, new RowsReference(0, dispersion), new TreeMap<>());

        assertThat(ReferenceCodec.read(ReferenceCodec.write(written)).rows().dispersion())
                .isEqualTo(dispersion);
    }

    @Test
    void otherVersionIsRefused() {
        assertThatThrownBy(() -> ReferenceCodec.read(new byte[] {9}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a reference: format=9, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] whole = HexFormat.of().parseHex(REFERENCE);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ReferenceCodec.read(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void labelSurvives() {
        Reference.Label label = new Reference.Label(Reference.Kind.PUBLISHED, "training-2026", 7, 8, 9);
        Reference written = new Reference(
                "ab",
                WHOLE,
                new TimeWindow(1, 2),
                3,
                4,
                new RowsReference(0, Dispersion.unknown(0)),
                new TreeMap<>(),
                label);

        Reference read = ReferenceCodec.read(ReferenceCodec.write(written));

        assertThat(read.label()).isEqualTo(label);
        assertThat(read.name()).isEqualTo("published:training-2026@ab");
    }

    @Test
    void versionsAreKeptByTheTimeFromWhichTheyHold() {
        assertThat(versions()).isEmpty();

        store.put(reference("first", 10));
        store.put(reference("second", 20));

        assertThat(versions()).containsExactly("first", "second");
        assertThat(new ReferenceStore(bytes).versions(WHOLE, Kind.PUBLISHED))
                .extracting(Reference::id)
                .containsExactly("first", "second");
        assertThat(store.versions(new Scope("m", Stage.TRAINING, Scope.ALL), Kind.PINNED))
                .isEmpty();
    }

    @Test
    void versionThatHoldsEarlierReplacesTheLaterOnes() {
        store.put(reference("first", 10));
        store.put(reference("second", 20));
        store.put(reference("third", 30));

        store.put(reference("again", 20));

        assertThat(versions()).containsExactly("first", "again");
    }

    @Test
    void onlyTheLatestFourVersionsAreKept() {
        for (int i = 0; i < 6; i++) {
            store.put(reference("v" + i, i));
        }

        assertThat(versions()).containsExactly("v2", "v3", "v4", "v5");
    }

    @Test
    void kindsDoNotPushEachOtherOut() {
        Reference.Label launch = new Reference.Label(Kind.LAUNCH, "v1", 1, 0, Long.MAX_VALUE);
        Reference plain = reference("pinned", 1);
        store.put(plain);
        store.put(new Reference("launch", WHOLE, plain.range(), 1, 1, plain.rows(), plain.columns(), launch));

        assertThat(versions()).containsExactly("pinned");
        assertThat(store.versions(WHOLE, Kind.LAUNCH)).extracting(Reference::id).containsExactly("launch");
        assertThat(store.versions(WHOLE, Kind.TRAINING)).isEmpty();
    }

    private List<String> versions() {
        return store.versions(WHOLE, Kind.PINNED).stream().map(Reference::id).toList();
    }

    @Test
    void moreScopesThanAreKeptDecodedAreStillFound() {
        for (int i = 0; i < 2_500; i++) {
            Scope scope = new Scope("m", Stage.SERVING, "d=" + i);
            store.put(new Reference(
                    "id" + i,
                    scope,
                    new TimeWindow(1, 2),
                    3,
                    4,
                    new RowsReference(0, Dispersion.unknown(0)),
                    new TreeMap<>()));
            assertThat(store.versions(scope, Kind.PINNED))
                    .extracting(Reference::id)
                    .containsExactly("id" + i);
        }

        assertThat(store.versions(new Scope("m", Stage.SERVING, "d=0"), Kind.PINNED))
                .extracting(Reference::id)
                .containsExactly("id0");
    }

    private static Reference reference(String id) {
        return reference(id, 3);
    }

    private static Reference reference(String id, long validFromMs) {
        Counts counts = new Counts("00112233445566ff", 2);
        counts.countCell(0, 1);
        counts.countBad(1, 0, 0, 0, 0);
        return new Reference(
                id,
                WHOLE,
                new TimeWindow(1, 2),
                validFromMs,
                4,
                new RowsReference(5.5, Dispersion.unknown(6)),
                new TreeMap<>(Map.of("a", new ColumnReference(counts, Dispersion.unknown(7)))));
    }
}
