package io.tidemark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.query.Rows.Role;
import io.tidemark.query.Rows.Row;
import io.tidemark.query.Rows.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class RowsCodecTest {
    private static final Rows ROWS = new Rows(
            List.of(
                    new Row(Bytes.wrap(new byte[] {0, -1}), new byte[] {1, 2, 3}),
                    new Row(Bytes.wrap(new byte[] {7}), new byte[0])),
            new Standing("127.0.0.1:8080", Role.STANDBY, 12L));

    @Test
    void rowsComeBackAsTheyWere() {
        Rows read = RowsCodec.read(RowsCodec.write(ROWS));

        assertThat(read.standing()).isEqualTo(ROWS.standing());
        assertThat(read.rows())
                .extracting(Row::key)
                .containsExactly(Bytes.wrap(new byte[] {0, -1}), Bytes.wrap(new byte[] {7}));
        assertThat(read.rows()).extracting(row -> row.value().length).containsExactly(3, 0);
    }

    @Test
    void whatIsNotKnownStaysSo() {
        Standing unknown = new Standing("127.0.0.1:8080", Role.STANDBY, null);

        assertThat(RowsCodec.read(RowsCodec.write(new Rows(List.of(), unknown))).standing())
                .isEqualTo(unknown);
    }

    @Test
    void bytesThatEndEarlyAreRefusedWhereverTheyEnd() {
        byte[] whole = RowsCodec.write(ROWS);

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> RowsCodec.read(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("cannot read rows: ");
        }
    }

    @Test
    void questionIsAskedInParameters() {
        Ask ask = new Ask(Kept.PROGRESS, 3, Bytes.wrap(new byte[] {1}), Bytes.wrap(new byte[] {-1, -2}));

        assertThat(RowsCodec.ask(RowsCodec.parameters(ask))).isEqualTo(ask);
        assertThatThrownBy(() -> RowsCodec.ask(Map.of("store", "grids")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such store: store=grids");
        assertThatThrownBy(() -> RowsCodec.ask(Map.of("store", "slots", "partition", "-1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partition must not be negative: partition=-1");
    }
}
