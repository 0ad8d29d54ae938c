package io.tidemark.assess;

import static io.tidemark.assess.AssessorBench.MINUTE;
import static io.tidemark.assess.AssessorBench.PINNED;
import static io.tidemark.assess.AssessorBench.WHOLE;
import static io.tidemark.assess.AssessorBench.counts;
import static io.tidemark.assess.AssessorBench.pinned;
import static io.tidemark.assess.AssessorBench.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.DetectorRule;
import io.tidemark.domain.DetectorRule.Of;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.Reference;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.detector.DetectorKind;
import io.tidemark.stats.grid.CategoryGrid;
import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.Counts;
import io.tidemark.stats.grid.Dispersion;
import io.tidemark.stats.grid.Grid;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChangeSequencesTest {
    private static final CategoryGrid GRID = new CategoryGrid(ColumnKind.CATEGORY, List.of("x@x.com", "y"));

    @Test
    void patternPassesOverTheSharesOfRedactedColumns() {
        SortedMap<String, Grid> grids = new TreeMap<>(Map.of("country", GRID, "email", GRID));

        assertThat(new ChangeSequences(watching(Of.SHARE, "x@x.com"), reference()).of(grids))
                .extracting(ChangeSequence::column)
                .containsExactly("country");
        assertThat(new ChangeSequences(watching(Of.MISSING, ""), reference()).of(grids))
                .extracting(ChangeSequence::column)
                .containsExactly("country", "email");
    }

    private static AssessRules watching(Of of, String value) {
        AssessRules plain = rules("fraud", PINNED, "in-0");
        DetectorRule rule = new DetectorRule(List.of("*"), of, value, DetectorKind.ADWIN);
        return new AssessRules(
                plain.model(),
                plain.sources(),
                plain.windowMs(),
                plain.latenessMs(),
                plain.retention(),
                plain.noDataAfterMs(),
                plain.forgetAfter(),
                plain.trailing(),
                plain.tolerances(),
                plain.falseAlarms(),
                new ChangeRules(List.of(rule), MINUTE),
                plain.references(),
                new QualityRules(
                        "t",
                        Set.of(),
                        Map.of(),
                        QualityRules.Limits.NONE,
                        QualityRules.VolumeRule.REFERENCE,
                        List.of("em*"),
                        QualityRules.EventIds.SHOWN));
    }

    private static Reference reference() {
        Reference price = pinned(WHOLE, 0, 10);
        Counts half = counts(GRID, 5000, 5000);
        ColumnReference known = new ColumnReference(half, Dispersion.unknown(10));
        return new Reference(
                price.id(),
                price.scope(),
                price.range(),
                price.validFromMs(),
                price.slices(),
                price.rows(),
                new TreeMap<>(Map.of("country", known, "email", known)),
                price.label());
    }
}
