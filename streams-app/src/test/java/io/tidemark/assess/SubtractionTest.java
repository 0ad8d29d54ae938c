package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.HALVES;
import static io.tidemark.assess.AssessorBench.QUARTERS;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.profile;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Profile;
import io.tidemark.stats.grid.Counts;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SubtractionTest {
    @Test
    void restIsExactCellByCell() {
        Profile rest =
                Subtraction.of(profile(counts(QUARTERS, 10, 20, 30, 40)), profile(counts(QUARTERS, 1, 2, 3, 40)));

        Counts price = Objects.requireNonNull(rest.columns().get("price"));
        assertThat(price.cell(0)).isEqualTo(9);
        assertThat(price.cell(3)).isZero();
        assertThat(price.valid()).isEqualTo(54);
        assertThat(rest.rows().events()).isEqualTo(54);
    }

    @Test
    void columnOfWhichThePartHasMoreInOneCellHasNoRest() {
        Profile rest =
                Subtraction.of(profile(counts(QUARTERS, 10, 20, 30, 40)), profile(counts(QUARTERS, 1, 2, 31, 3)));

        assertThat(rest.columns()).isEmpty();
        assertThat(rest.rows().events()).isEqualTo(63);
    }

    @Test
    void columnOfWhichThePartHasMoreMissingOrUnusableHasNoRest() {
        for (int kind = 0; kind < 6; kind++) {
            Counts part = counts(QUARTERS, 1, 1, 1, 1);
            part.countBad(one(kind, 0), one(kind, 1), one(kind, 2), one(kind, 3), one(kind, 4));
            part.countAbsent(one(kind, 5));

            Profile rest = Subtraction.of(profile(counts(QUARTERS, 10, 20, 30, 40)), profile(part));

            assertThat(rest.columns()).isEmpty();
        }
    }

    private static long one(int kind, int wanted) {
        return kind == wanted ? 1 : 0;
    }

    @Test
    void columnOnAnotherGridHasNoRest() {
        Profile rest = Subtraction.of(profile(counts(QUARTERS, 10, 20, 30, 40)), profile(counts(HALVES, 1, 2)));

        assertThat(rest.columns()).isEmpty();
    }
}
