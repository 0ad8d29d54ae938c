package io.tidemark.slo.change;

import static io.tidemark.slo.change.ChangeCases.at;
import static io.tidemark.slo.change.ChangeCases.deployed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import io.tidemark.testkit.Cases;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChangeLogTest {
    @Test
    void secondDeliveryIsNoNews() {
        ChangeLog log = ChangeLog.empty();

        assertThat(log.add(deployed("13:00", "v43"))).isTrue();
        assertThat(log.add(deployed("13:00", "v43"))).isFalse();
        assertThat(log.all()).hasSize(1);
    }

    @Test
    void ofThreeHundredTheNewestAreHeld() {
        ChangeLog log = ChangeLog.empty();

        for (int i = 299; i >= 0; i--) {
            log.add(numbered(i));
        }

        assertThat(log.all()).hasSize(256);
        assertThat(log.all().get(0)).isEqualTo(numbered(44));
        assertThat(log.all().get(255)).isEqualTo(numbered(299));
        assertThat(log.add(numbered(43))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.tidemark.testkit.Cases#seeded")
    void orderOfArrivalLeavesNoTrace(Cases cases) {
        ChangeLog inOrder = ChangeLog.empty();
        ChangeLog shuffled = ChangeLog.empty();

        IntStream.range(0, 300).forEach(i -> inOrder.add(numbered(i)));
        IntStream.of(cases.permutation(300)).forEach(i -> shuffled.add(numbered(i)));

        assertThat(shuffled.all()).isEqualTo(inOrder.all());
    }

    @Test
    void bytesBringEverythingBack() {
        ChangeLog log = ChangeLog.empty();
        log.add(new Change(
                "id-1",
                Kind.RETRAINED,
                "fraud",
                -5,
                "v43",
                "v42",
                Map.of("region", "eu", "device", "日本"),
                "features",
                "ci",
                "retrained on May",
                "https://example.com/1"));
        log.add(deployed("13:00", ""));

        byte[] bytes = ChangeLogCodec.write(log);

        assertThat(bytes[0]).isEqualTo((byte) 1);
        assertThat(ChangeLogCodec.read(bytes).all()).isEqualTo(log.all());
    }

    @Test
    void unknownLayoutIsRefused() {
        assertThatThrownBy(() -> ChangeLogCodec.read(new byte[] {2, 0}))
                .hasMessage(
                        "cannot read changes: version=2, readable versions=1..1; run with the newer build, or delete"
                                + " the store to rebuild it");
    }

    private static Change numbered(int i) {
        return new Change("id-" + i, Kind.DEPLOYED, "fraud", at("00:00") + i / 2, "v", "", Map.of(), "", "", "", "");
    }
}
