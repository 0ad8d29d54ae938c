package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.slo.Correction.Category;
import io.tidemark.slo.Correction.Selector;
import io.tidemark.slo.Correction.When;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class CorrectionCodecTest {
    @Test
    void whatIsWrittenIsRead() {
        Correction once = new Correction(
                "c1",
                new Selector("drift*", "region=eu"),
                new When.Once(1_000, 2_000),
                Category.DATA_INCIDENT,
                "source was down",
                "ada");
        Correction nightly = new Correction(
                "c2",
                Selector.ALL,
                new When.Recurring(0, Long.MAX_VALUE, "FREQ=DAILY;BYHOUR=2", 3_600_000, ZoneId.of("Europe/Berlin")),
                Category.MAINTENANCE,
                "",
                "");

        assertThat(CorrectionCodec.read(CorrectionCodec.write(once))).isEqualTo(once);
        assertThat(CorrectionCodec.read(CorrectionCodec.write(nightly))).isEqualTo(nightly);
    }

    @Test
    void anotherLayoutIsRefused() {
        assertThatThrownBy(() -> CorrectionCodec.read(new byte[] {9}))
                .hasMessage("cannot read a correction: version=9, readable versions=1..1; run with the newer build");
    }
}
