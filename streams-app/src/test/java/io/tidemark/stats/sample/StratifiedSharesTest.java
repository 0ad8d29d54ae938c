package io.tidemark.stats.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.sample.ProportionComparison.Part;
import io.tidemark.stats.sample.StratifiedShares.Law;
import io.tidemark.stats.sample.StratifiedShares.Stratum;
import java.util.List;
import org.junit.jupiter.api.Test;

class StratifiedSharesTest {
    /**
     * Admissions to Berkeley by department (Bickel, Hammel and O'Connell, Science 187, 1975): men look favoured over all, and are not in the
     * departments. R's mantelhaen.test(UCBAdmissions, correct = FALSE) gives X² = 1.5246, p = 0.2169.
     */
    @Test
    void whatStrataExplainIsNoDifference() {
        StratifiedShares found = StratifiedShares.of(List.of(
                new Stratum(new Part(89, 108), new Part(512, 825)),
                new Stratum(new Part(17, 25), new Part(353, 560)),
                new Stratum(new Part(202, 593), new Part(120, 325)),
                new Stratum(new Part(131, 375), new Part(138, 417)),
                new Stratum(new Part(94, 393), new Part(53, 191)),
                new Stratum(new Part(24, 341), new Part(22, 373))));

        assertThat(found.z() * found.z()).isCloseTo(1.5246, within(1e-4));
        assertThat(found.z()).isNegative();
        assertThat(found.probability()).isCloseTo(0.2169, within(1e-4));
        assertThat(found.law()).isEqualTo(Law.NORMAL);
        assertThat(found.current().share()).isGreaterThan(found.reference().share());
    }

    /** 40 of 400 against 20 of 400: pooled z is 0.05/√(0.075·0.925·2/400) = 2.6846; with N − 1 = 799 for 800 it is 2.6829. */
    @Test
    void oneStratumIsTheTestOfTwoProportions() {
        StratifiedShares found = StratifiedShares.of(List.of(new Stratum(new Part(20, 400), new Part(40, 400))));

        assertThat(found.z()).isCloseTo(2.6829, within(1e-4));
        assertThat(found.probability()).isCloseTo(0.0073, within(1e-4));
    }

    /** Fisher's tea: 3 of 4 against 1 of 4, p = 34/70. */
    @Test
    void fewExpectedAreCountedExactly() {
        StratifiedShares found = StratifiedShares.of(List.of(new Stratum(new Part(1, 4), new Part(3, 4))));

        assertThat(found.law()).isEqualTo(Law.FISHER);
        assertThat(found.probability()).isCloseTo(34.0 / 70, within(1e-12));
    }

    @Test
    void nothingBadIsNoDifference() {
        StratifiedShares found = StratifiedShares.of(List.of(new Stratum(new Part(0, 500), new Part(0, 300))));

        assertThat(found.z()).isZero();
        assertThat(found.probability()).isEqualTo(1);
    }

    @Test
    void noStratumIsRefused() {
        assertThatThrownBy(() -> StratifiedShares.of(List.of()))
                .hasMessage("shares are compared over one stratum or more: strata=0");
    }
}
