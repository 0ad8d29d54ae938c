package io.tidemark.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.grid.Counts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpanProfileTest {
    @Test
    void countsOnEveryGridAreKeptApart() {
        SpanProfile span = new SpanProfile();
        span.add(window("old", 3));
        span.add(window("new", 4));
        span.add(window("old", 5));

        assertThat(span.rows().events()).isEqualTo(12);
        assertThat(valid(span, "old")).isEqualTo(8);
        assertThat(valid(span, "new")).isEqualTo(4);
    }

    @Test
    void layersMakeTheSameSpanAgain() {
        SpanProfile span = new SpanProfile();
        span.add(window("old", 3));
        span.add(window("new", 4));

        List<Profile> layers = span.layers();
        SpanProfile again = SpanProfile.of(layers);

        assertThat(layers).hasSize(2);
        assertThat(again.rows()).isEqualTo(span.rows());
        assertThat(valid(again, "old")).isEqualTo(3);
        assertThat(valid(again, "new")).isEqualTo(4);
    }

    @Test
    void emptySpanIsOneEmptyLayer() {
        List<Profile> layers = new SpanProfile().layers();

        assertThat(layers).singleElement().satisfies(layer -> {
            assertThat(layer.rows()).isEqualTo(Rows.NONE);
            assertThat(layer.columns()).isEmpty();
        });
    }

    @Test
    void whatWasAddedIsCopied() {
        Profile window = window("old", 3);
        SpanProfile span = new SpanProfile();
        span.add(window);
        SpanProfile other = new SpanProfile();
        other.add(span);

        requireNonNull(window.columns().get("price")).countCell(0, 100);
        other.add(window("old", 10));

        assertThat(valid(span, "old")).isEqualTo(3);
        assertThat(valid(other, "old")).isEqualTo(13);
    }

    private static Profile window(String grid, long rows) {
        Counts counts = new Counts(grid, 2);
        counts.countCell(0, rows);
        return new Profile(new Rows(rows, rows, 0), new TreeMap<>(Map.of("price", counts)));
    }

    private static long valid(SpanProfile span, String grid) {
        return requireNonNull(requireNonNull(span.columns().get("price")).get(grid))
                .valid();
    }
}
