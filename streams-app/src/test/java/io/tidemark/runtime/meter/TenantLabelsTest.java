package io.tidemark.runtime.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Quota;
import org.junit.jupiter.api.Test;

class TenantLabelsTest {
    @Test
    void aTenantsModelsHaveItsNameForALabel() {
        Page page = new Page();

        page.gauge("some_rows", "Some", "model", "column")
                .row(1, "ads:ctr", "x")
                .row(2, "ctr", "x");

        assertThat(Lines.of(page.snapshots()))
                .containsExactlyInAnyOrder(
                        "some_rows{column=\"x\",model=\"ads:ctr\",tenant=\"ads\"} 1.0",
                        "some_rows{column=\"x\",model=\"ctr\"} 2.0");
    }

    @Test
    void whatIsBeyondAQuotaIsCountedByModel() {
        Meters meters = new Meters();
        meters.addBeyond(Quota.EVENTS, "ads:ctr", 7);
        meters.addBeyond(Quota.SLICES, "ads:ctr", 0);
        Page page = new Page();

        new CounterSeries(meters).addTo(page);

        assertThat(Lines.of(page.snapshots()))
                .filteredOn(line -> line.contains("quota"))
                .containsExactly("tidemark_beyond_quota_total{model=\"ads:ctr\",quota=\"events\",tenant=\"ads\"} 7.0");
    }
}
