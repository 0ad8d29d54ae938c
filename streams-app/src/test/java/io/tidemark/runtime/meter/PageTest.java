package io.tidemark.runtime.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageTest {
    private final Page page = new Page();

    @Test
    void aFamilyHasAMostAndTellsWhatItLeavesOut() {
        for (int i = 0; i < 5; i++) {
            page.gauge(3, "some_bytes", "Some", "of").row(i, "part" + i);
        }

        assertThat(Lines.of(page.snapshots()))
                .containsExactly(
                        "some_bytes{of=\"part0\"} 0.0",
                        "some_bytes{of=\"part1\"} 1.0",
                        "some_bytes{of=\"part2\"} 2.0",
                        "tidemark_metrics_left_out{family=\"some_bytes\"} 2.0");
    }

    @Test
    void theSameLabelsAgainReplaceAndNoNumberIsNoSample() {
        page.gauge(1, "some_bytes", "Some", "of").row(1, "a").row(2, "a").row(Double.NaN, "b");

        assertThat(Lines.of(page.snapshots())).containsExactly("some_bytes{of=\"a\"} 2.0");
    }

    @Test
    void kindsAreToldAsSuch() {
        page.counter("some_events", "Events").row(7);
        page.info(1, "some_build", "What runs", "version").row(1, "v1\n\"");

        assertThat(Lines.text(page.snapshots()))
                .isEqualTo("# HELP some_build_info What runs\n# TYPE some_build_info gauge\n"
                        + "some_build_info{version=\"v1\\n\\\"\"} 1\n"
                        + "# HELP some_events_total Events\n# TYPE some_events_total counter\nsome_events_total 7.0\n");
    }

    @Test
    void labelsAreAsManyAsTheirNames() {
        assertThatThrownBy(() -> page.gauge("some_bytes", "Some", "of").row(1))
                .hasMessage("labels must be as many as names: name=some_bytes, names=[of], labels=0");
    }
}
