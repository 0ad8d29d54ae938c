package io.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StretchTest {
    @Test
    void headIsTheFirstEightBytesLowestFirst() {
        byte[] text = "abcdefghij".getBytes(StandardCharsets.UTF_8);

        assertThat(Stretch.head(text, 0, 0)).isZero();
        assertThat(Stretch.head(text, 1, 2)).isEqualTo(0x6362);
        assertThat(Stretch.head(text, 8, 2)).isEqualTo(0x6a69);
        assertThat(Stretch.head(text, 1, 9)).isEqualTo(0x6968676665646362L);
    }

    /** Whatever stands around a stretch, and wherever it stands in its buffer. */
    @Test
    void equalStretchesAreEqualWhereverTheyStand() {
        SplittableRandom random = new SplittableRandom(1);
        for (int length = 0; length <= 40; length++) {
            byte[] key = new byte[length];
            random.nextBytes(key);
            for (int room = 0; room <= 9; room++) {
                byte[] buffer = new byte[room + length + (9 - room)];
                random.nextBytes(buffer);
                System.arraycopy(key, 0, buffer, room, length);

                assertThat(Stretch.hash(buffer, room, length)).isEqualTo(Stretch.hash(key, 0, length));
                assertThat(isKey(key, buffer, room, length)).isTrue();
            }
        }
    }

    @Test
    void oneOtherByteIsAnotherKey() {
        for (int length = 1; length <= 40; length++) {
            byte[] key = new byte[length];
            for (int at = 0; at < length; at++) {
                byte[] other = key.clone();
                other[at] = (byte) 0x80;

                assertThat(isKey(key, other, 0, length)).isFalse();
            }
            assertThat(isKey(key, new byte[length + 1], 0, length + 1)).isFalse();
        }
    }

    @Test
    void lowBitsOfTheHashTellSimilarNamesApart() {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            byte[] name = ("feature_" + i).getBytes(StandardCharsets.UTF_8);
            slots.add(Stretch.hash(name, 0, name.length) & 0xffff);
        }

        // 1,000 balls in 65,536 urns: 7.6 collisions are expected
        assertThat(slots).hasSizeGreaterThan(975);
    }

    private static boolean isKey(byte[] key, byte[] buffer, int offset, int length) {
        return Stretch.isKey(key, Stretch.head(key, 0, key.length), buffer, offset, length)
                && Arrays.equals(key, Arrays.copyOfRange(buffer, offset, offset + length));
    }
}
