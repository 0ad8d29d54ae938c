package io.tidemark.stats.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenAgreementTest {
    static List<GoldenFile> files() {
        return GoldenFile.all();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyNumberOfEveryCaseAgrees(GoldenFile file) throws IOException {
        Agreement agreement = Agreement.of(file);

        assertThat(agreement.failures()).isEmpty();
        assertThat(agreement.cases()).isPositive().isEqualTo(agreement.passed());
        assertThat(Files.readString(Path.of("docs/golden.md"))).contains("| " + GoldenReport.stem(file, agreement));
    }

    @Test
    void aNumberThatIsOffIsTold() {
        Golden.Case golden = Golden.cases("ks_2samp.json").findFirst().orElseThrow();

        assertThat(Deviation.of("statistic", 0.055 + 2e-9, 0.055, golden).agrees())
                .isFalse();
        assertThat(Deviation.of("statistic", 0.055 + 5e-10, 0.055, golden).agrees())
                .isTrue();
        assertThat(Deviation.of("pvalue_asymp_scipy", 1e-10 * (1 + 1e-3), 1e-10, golden)
                        .agrees())
                .isFalse();
        assertThat(Deviation.of("pvalue_asymp_scipy", 1e-20, 1e-50, golden).agrees())
                .isFalse();
        assertThat(Deviation.ABSENT.agrees()).isFalse();
    }
}
