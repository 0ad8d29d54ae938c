package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Delta;
import io.tidemark.domain.Mark;
import io.tidemark.domain.Partial;
import io.tidemark.domain.Profile;
import io.tidemark.domain.Rows;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.stats.grid.Counts;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartialCodecTest {
    /** Version, kind; scope “m/SERVING/*”; pane 60,000; 3 events, 2 features, 1 prediction; one column “a”, its counts. */
    private static final String DELTA = "01" + "00" + "000b" + "6d2f53455256494e472f2a" + "000000000000ea60"
            + "0000000000000003" + "0000000000000002" + "0000000000000001" + "00000001" + "0001" + "61"
            + "010100112233445566ff01020100000001" + "00";

    /** Version, kind; source “t-3”; newest −1; 7 events; idle. */
    private static final String MARK = "01" + "01" + "0003" + "742d33" + "ffffffffffffffff" + "0000000000000007" + "01";

    @Test
    void oldDeltaIsStillRead() {
        Delta read = (Delta) PartialCodec.read(bytes(DELTA));

        assertThat(read.scope()).isEqualTo(new Scope("m", Stage.SERVING, "*"));
        assertThat(read.paneStartMs()).isEqualTo(60_000);
        assertThat(read.profile().rows()).isEqualTo(new Rows(3, 2, 1));
        assertThat(read.profile().columns()).containsOnlyKeys("a");
        Counts counts = read.profile().columns().values().iterator().next();
        assertThat(counts.gridId()).isEqualTo("00112233445566ff");
        assertThat(new long[] {counts.cell(0), counts.cell(1), counts.missing()})
                .containsExactly(1, 0, 1);
    }

    @Test
    void deltaIsWrittenAsItWas() {
        Counts counts = new Counts("00112233445566ff", 2);
        counts.countCell(0, 1);
        counts.countBad(1, 0, 0, 0, 0);
        Delta delta = Delta.of(
                new Scope("m", Stage.SERVING, "*"), 60_000, new Rows(3, 2, 1), new TreeMap<>(Map.of("a", counts)));

        assertThat(hex(PartialCodec.write(delta))).isEqualTo(DELTA);
    }

    @Test
    void oldMarkIsStillReadAndWritten() {
        Partial read = PartialCodec.read(bytes(MARK));

        assertThat(read).isEqualTo(new Mark("t-3", -1, 7, Mark.State.IDLE));
        assertThat(hex(PartialCodec.write(read))).isEqualTo(MARK);
    }

    @ParameterizedTest
    @EnumSource
    void everyMarkSurvives(Mark.State state) {
        Mark mark = new Mark("a topic-é-0", Long.MIN_VALUE, Long.MAX_VALUE, state);

        assertThat(PartialCodec.read(PartialCodec.write(mark))).isEqualTo(mark);
    }

    @Test
    void emptyDeltaSurvives() {
        Delta delta = new Delta(new Scope("m", Stage.TRAINING, "a=\\,b,c=d/e"), -60_000, new Profile());

        Delta read = (Delta) PartialCodec.read(PartialCodec.write(delta));

        assertThat(read.scope()).isEqualTo(delta.scope());
        assertThat(read.paneStartMs()).isEqualTo(-60_000);
        assertThat(read.profile().rows()).isEqualTo(Rows.NONE);
        assertThat(read.profile().columns()).isEmpty();
    }

    @Test
    void otherVersionIsRefused() {
        assertThatThrownBy(() -> PartialCodec.read(new byte[] {2, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a partial: format=2, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
        assertThatThrownBy(() -> PartialCodec.read(new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a partial: format=none, readable formats=1; run with the build that wrote it,"
                        + " or reset the application's state");
    }

    @Test
    void unknownKindAndStateAreRefused() {
        assertThatThrownBy(() -> PartialCodec.read(new byte[] {1, 9}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a partial: kind=9, expected 0 to 5");
        byte[] mark = bytes(MARK);
        mark[mark.length - 1] = 3;
        assertThatThrownBy(() -> PartialCodec.read(mark))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a mark: state=3, expected 0, 1 or 2");
    }

    @Test
    void everyTruncationIsRefused() {
        for (String whole : new String[] {DELTA, MARK}) {
            byte[] bytes = bytes(whole);
            for (int length = 1; length < bytes.length; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> PartialCodec.read(cut))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("cannot read a partial: length=" + length + ", the bytes end too early");
            }
        }
    }

    @Test
    void bytesLeftOverAreRefused() {
        byte[] longer = Arrays.copyOf(bytes(MARK), bytes(MARK).length + 2);

        assertThatThrownBy(() -> PartialCodec.read(longer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot read a partial: length=26, the bytes go on after its end: left=2");
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
