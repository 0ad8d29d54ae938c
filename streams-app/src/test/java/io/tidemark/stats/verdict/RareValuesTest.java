package io.tidemark.stats.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.Measure;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Columns of many rare values, where the reference chose which of them have a cell. */
class RareValuesTest {
    private static final int ROWS = 3_000;
    private static final Levels LEVELS = new Levels(1e-3, 1e-3);

    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void rareValuesOfAZipfColumnAreNoChange() {
        List<Verdict> verdicts = Stream.generate(this::compare).limit(50).toList();

        assertThat(verdicts).containsOnly(Verdict.GOOD);
    }

    /** js_distance of two draws of one column: the k-th value has a share of about k^−1.8. */
    private Verdict compare() {
        List<String> reference = draw();
        CategoryGrid grid = new CategoryGrid(
                ColumnKind.CATEGORY, reference.stream().distinct().toList());
        ColumnReference before = new ColumnReference(count(grid, reference), Dispersion.unknown(1));
        return ColumnComparison.judge(grid, count(grid, draw()), before, 1, Tolerances.TIGHT, LEVELS).stream()
                .filter(judged -> judged.measure() == Measure.JS_DISTANCE)
                .map(Judged::verdict)
                .findFirst()
                .orElseThrow();
    }

    private List<String> draw() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "v" + (long) Math.pow(random.nextDouble(), -1.2))
                .toList();
    }

    private static Counts count(CategoryGrid grid, List<String> values) {
        Counts counts = new Counts(grid.id(), grid.cells());
        values.forEach(value -> counts.countCell(grid.cell(value), 1));
        return counts;
    }
}
