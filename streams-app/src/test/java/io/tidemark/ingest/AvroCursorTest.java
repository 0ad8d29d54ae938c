package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCursorTest {
    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "01, -1",
        "02, 1",
        "7f, -64",
        "8001, 64",
        "feffffff0f, 2147483647",
        "feffffffffffffffff01, 9223372036854775807",
        "ffffffffffffffffff01, -9223372036854775808"
    })
    void longsAreZigzagVarints(String hex, long expected) {
        AvroCursor cursor = at(hex);

        assertThat(cursor.readLong()).isEqualTo(expected);
        assertThat(cursor.isAtEnd()).isTrue();
    }

    @Test
    void elevenBytesAreNoVarint() {
        AvroCursor cursor = at("ffffffffffffffffffff01");

        assertThatThrownBy(cursor::readLong)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("a varint is longer than ten bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "ffff"})
    void unfinishedVarintIsOutOfBounds(String hex) {
        assertThatThrownBy(at(hex)::readLong).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void numbersAreLittleEndian() {
        AvroCursor cursor = at("000000000000f03f" + "0000c03f" + "01" + "00");

        assertThat(cursor.readDouble()).isEqualTo(1);
        assertThat(cursor.readFloat()).isEqualTo(1.5f);
        assertThat(cursor.readBoolean()).isTrue();
        assertThat(cursor.readBoolean()).isFalse();
    }

    @Test
    void numbersNeedAllTheirBytes() {
        assertThatThrownBy(at("00000000000000")::readDouble).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(at("000000")::readFloat).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(at("")::readBoolean).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void lengthMustFitTheRecord() {
        assertThat(at("046869").readLength()).isEqualTo(2);
        assertThatThrownBy(at("066869")::readLength)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("a length reaches beyond the record: length=3");
        assertThatThrownBy(at("016869")::readLength)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("a length reaches beyond the record: length=-1");
    }

    @Test
    void negativeBlockHasItsSizeBeforeIt() {
        AvroCursor cursor = at("030aff");

        assertThat(cursor.readBlock()).isEqualTo(2);
        assertThat(cursor.position()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feffffffffffffffff01", "ffffffffffffffffff0100", "fdffffffffffffffff0100", "8080808008"})
    void blockCannotHaveMoreItemsThanBytes(String hex) {
        AvroCursor cursor = at(hex);

        assertThatThrownBy(cursor::readBlock)
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("a block has more items than the record has bytes: items=");
    }

    private static AvroCursor at(String hex) {
        AvroCursor cursor = new AvroCursor();
        byte[] bytes = HexFormat.of().parseHex(hex);
        cursor.reset(bytes, 0, bytes.length);
        return cursor;
    }
}
