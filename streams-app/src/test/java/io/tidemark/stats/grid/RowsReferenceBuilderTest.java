package io.tidemark.stats.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RowsReferenceBuilderTest {
    @Test
    void steadyVolumeHasNoExcess() {
        RowsReference reference = reference(100, 100, 101, 99, 100, 100);

        assertThat(reference.meanRows()).isEqualTo(100);
        assertThat(reference.dispersion().phi()).containsOnly(1);
    }

    @Test
    void burstsHaveTheExcessWorkedOutByHand() {
        RowsReference reference = reference(0, 200, 200, 0, 0, 200, 100, 100, 100, 100);

        assertThat(reference.meanRows()).isEqualTo(100);
        // ten windows: Σ (n − 100)² = 6·10000 = 60000, 600/χ²(.20, 9) = 600/5.3801
        assertThat(reference.dispersion().at(1)).isCloseTo(600 / 5.3801, within(0.01));
        // pairs 200, 200, 200, 200, 200
        assertThat(reference.dispersion().at(2)).isEqualTo(1);
    }

    @Test
    void silenceIsAVolume() {
        RowsReference reference = reference(0, 0, 0, 0, 0);

        assertThat(reference).isEqualTo(new RowsReference(0, Dispersion.unknown(5)));
        assertThat(reference.dispersion().isKnown()).isTrue();
    }

    @Test
    void fewerThanFiveWindowsAreUnknown() {
        assertThat(reference()).isEqualTo(new RowsReference(0, Dispersion.unknown(0)));
        assertThat(reference(1, 1000, 1, 1000)).isEqualTo(new RowsReference(500.5, Dispersion.unknown(4)));
    }

    @Test
    void negativeRowsAreRefused() {
        assertThatThrownBy(() -> reference(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window cannot have fewer than 0 rows: rows=-1");
    }

    private static RowsReference reference(long... rows) {
        RowsReferenceBuilder builder = new RowsReferenceBuilder();
        for (long window : rows) {
            builder.add(window);
        }
        return builder.build();
    }
}
