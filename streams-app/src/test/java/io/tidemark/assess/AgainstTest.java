package io.tidemark.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Scope;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Dispersion;
import org.junit.jupiter.api.Test;

class AgainstTest {
    @Test
    void sliceIsNotComparedInWhatItIsASliceOf() {
        ColumnReference known =
                new ColumnReference(AssessorBench.counts(AssessorBench.QUARTERS, 1, 1, 1, 1), Dispersion.unknown(0));
        Against rest = new Against(Comparison.REST, "rest", "", (column, grid, scale) -> known, 0)
                .without(Scope.dimensions("region=eu,kind=a\\,b"));

        assertThat(rest.baseline().column("region", AssessorBench.QUARTERS, 1)).isNull();
        assertThat(rest.baseline().column("kind", AssessorBench.QUARTERS, 1)).isNull();
        assertThat(rest.baseline().column("price", AssessorBench.QUARTERS, 1)).isSameAs(known);
    }
}
