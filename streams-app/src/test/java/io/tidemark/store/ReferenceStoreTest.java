package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Reference;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.RowsReference;
import java.util.Arrays;
import java.util.HexFormat;
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
            + "00000001" + "000161" + "010100112233445566ff01020100000001" + "00000007" + ONES;

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
    void storeKeepsTheLatestReferenceOfAScope() {
        assertThat(store.get(WHOLE)).isNull();

        store.put(reference("first"));
        Reference first = store.get(WHOLE);
        Reference again = store.get(WHOLE);
        store.put(reference("second"));

        assertThat(first).extracting(Reference::id).isEqualTo("first");
        assertThat(again).isSameAs(first);
        assertThat(store.get(WHOLE)).extracting(Reference::id).isEqualTo("second");
        assertThat(store.get(new Scope("m", Stage.TRAINING, Scope.ALL))).isNull();
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
            assertThat(store.get(scope)).extracting(Reference::id).isEqualTo("id" + i);
        }

        assertThat(store.get(new Scope("m", Stage.SERVING, "d=0")))
                .extracting(Reference::id)
                .isEqualTo("id0");
    }

    private static Reference reference(String id) {
        Counts counts = new Counts("00112233445566ff", 2);
        counts.countCell(0, 1);
        counts.countBad(1, 0, 0, 0, 0);
        return new Reference(
                id,
                WHOLE,
                new TimeWindow(1, 2),
                3,
                4,
                new RowsReference(5.5, Dispersion.unknown(6)),
                new TreeMap<>(Map.of("a", new ColumnReference(counts, Dispersion.unknown(7)))));
    }
}
