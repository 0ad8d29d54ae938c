package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.GridBook;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.Grid;
import io.tidemark.stats.grid.NumberGrid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GridBookCodecTest {
    private static final NumberGrid NUMBERS = new NumberGrid(new double[] {0, 1.5}, 1, 2);
    private static final NumberGrid OTHER_NUMBERS = new NumberGrid(new double[] {0, 2.5}, 1, 2);
    private static final CategoryGrid WORDS = new CategoryGrid(ColumnKind.CATEGORY, List.of("é"));

    /** Version; 2 eras: from 5 with “a” and its grid's id, from 9 with “a” and “b”; 2 slices. */
    private static final String LIST = "01" + "00000002" + "0000000000000005" + "00000001" + "000161"
            + "0010" + "35613633366531346461323861336634" + "0000000000000009" + "00000002" + "000161"
            + "0010" + hexOf(OTHER_NUMBERS.id()) + "000162" + "0010" + hexOf(WORDS.id())
            + "00000002" + "00012a" + "0003643d78";

    /** Version; 1 era from 5; 43 bytes of a grid. */
    private static final String COLUMN = "01" + "00000001" + "0000000000000005" + "0000002b"
            + "015a636e14da28a3f4003ff0000000000000400000000000000002" + "00000000000000003ff8000000000000";

    private final TestStores stores = new TestStores();

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void oldListIsStillReadAndWritten() {
        GridBook book = book();
        Map<String, byte[]> records = records(book);

        GridBook read =
                GridBookCodec.read("m", key -> key.equals("m") ? HexFormat.of().parseHex(LIST) : records.get(key));

        assertThat(ids(read)).isEqualTo(ids(book));
        assertThat(read.slices()).containsExactly("*", "d=x");
        assertThat(HexFormat.of().formatHex(GridBookCodec.writeList(book))).isEqualTo(LIST);
    }

    @Test
    void oldColumnIsStillReadAndWritten() {
        GridBook book = new GridBook(List.of(era(5, Map.of("a", NUMBERS))), new TreeSet<>());
        Map<String, byte[]> records = new HashMap<>(Map.of("m", GridBookCodec.writeList(book)));
        records.put("m/a", HexFormat.of().parseHex(COLUMN));

        assertThat(ids(GridBookCodec.read("m", records::get))).isEqualTo(ids(book));
        assertThat(HexFormat.of().formatHex(GridBookCodec.writeColumn(book, "a")))
                .isEqualTo(COLUMN);
    }

    @Test
    void modelWithoutAListHasAnEmptyBook() {
        assertThat(GridBookCodec.read("m", key -> null)).isSameAs(GridBook.EMPTY);
    }

    @Test
    void columnOfTheListWithoutARecordIsLeftOut() {
        Map<String, byte[]> records = records(book());
        records.remove("m/b");

        GridBook read = GridBookCodec.read("m", records::get);

        assertThat(read.at(9).grids()).containsOnlyKeys("a");
    }

    @Test
    void otherVersionIsRefused() {
        assertThatThrownBy(() -> GridBookCodec.read("m", key -> new byte[] {3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a list of grids: format=3, readable formats=1; run with the build that wrote"
                        + " it, or reset the application's state");
        Map<String, byte[]> records = records(book());
        records.put("m/a", new byte[] {7});
        assertThatThrownBy(() -> GridBookCodec.read("m", records::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a grid: format=7, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
    }

    @Test
    void everyTruncationIsRefused() {
        Map<String, byte[]> records = records(book());
        for (String key : List.of("m", "m/a", "m/b")) {
            byte[] whole = records.getOrDefault(key, new byte[0]);
            for (int length = 0; length < whole.length; length++) {
                Map<String, byte[]> cut = new HashMap<>(records);
                cut.put(key, Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> GridBookCodec.read("m", cut::get))
                        .as("key=%s, length=%d", key, length)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void impossibleLengthOfAGridIsRefused() {
        for (String length : List.of("ffffffff", "7fffffff")) {
            Map<String, byte[]> records = records(book());
            records.put("m/a", HexFormat.of().parseHex(COLUMN.replace("0000002b", length)));
            assertThatThrownBy(() -> GridBookCodec.read("m", records::get))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("cannot read a grid: length of the grid=");
        }
    }

    @Test
    void libraryReadsABookOnlyWhenItChanged() {
        KeyValueStore<String, byte[]> store = stores.inMemory(Serdes.String());
        GridLibrary library = new GridLibrary(store);
        GridBook before = library.book("m");
        records(book()).forEach(store::put);

        GridBook first = library.book("m");
        GridBook again = library.book("m");

        assertThat(before).isSameAs(GridBook.EMPTY);
        assertThat(ids(first)).isEqualTo(ids(book()));
        assertThat(again).isSameAs(first);
        assertThat(library.book("other")).isSameAs(GridBook.EMPTY);
    }

    @Test
    void librarySeesAGridThatChangedUnderTheSameTime() {
        KeyValueStore<String, byte[]> store = stores.inMemory(Serdes.String());
        GridLibrary library = new GridLibrary(store);
        records(new GridBook(List.of(era(5, Map.of("a", NUMBERS))), new TreeSet<>()))
                .forEach(store::put);
        library.book("m");

        records(new GridBook(List.of(era(5, Map.of("a", OTHER_NUMBERS))), new TreeSet<>()))
                .forEach(store::put);

        assertThat(ids(library.book("m"))).containsExactly("5 a=" + OTHER_NUMBERS.id());
    }

    private static GridBook book() {
        return new GridBook(
                List.of(era(5, Map.of("a", NUMBERS)), era(9, Map.of("a", OTHER_NUMBERS, "b", WORDS))),
                new TreeSet<>(List.of("d=x", "*")));
    }

    private static GridBook.Era era(long from, Map<String, Grid> grids) {
        return new GridBook.Era(from, new TreeMap<>(grids));
    }

    private static Map<String, byte[]> records(GridBook book) {
        Map<String, byte[]> records = new HashMap<>();
        records.put("m", GridBookCodec.writeList(book));
        for (String column : List.of("a", "b")) {
            records.put("m/" + column, GridBookCodec.writeColumn(book, column));
        }
        return records;
    }

    private static List<String> ids(GridBook book) {
        return book.eras().stream()
                .flatMap(era -> era.grids().entrySet().stream()
                        .map(grid -> era.validFromMs() + " " + grid.getKey() + "="
                                + grid.getValue().id()))
                .toList();
    }

    private static String hexOf(String ascii) {
        return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
