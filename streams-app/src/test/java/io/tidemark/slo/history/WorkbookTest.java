package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.domain.Alert.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The closed formulas and the ledger say the same, within a slot; a longer list of it is in {@code docs/burn-rates.md}. */
class WorkbookTest {
    // 14.4 · 0.001 · 60 min / 1 = 0.864; 8.64 of 10 %. Of 1 % 14.4 is out of reach: 6 · 0.001 · 360 / 0.01 = 216. Of
    // 0.2 % only
    // 72 h can tell: 1 · 0.001 · 72 h / 0.002 = 36 h. Reset: 30 · (1 - 0.006) after 10 min of everything, which the six
    // hours
    // remember; 30 · (1 - 0.06); 30 · (1 - 0.6); 6 h · (1 - 0.5).
    @ParameterizedTest
    @CsvSource({
        "PAGE, 1, 1, 10, 0.864, 29.82",
        "PAGE, 1, 0.1, 60, 8.64, 28.2",
        "PAGE, 1, 0.01, 360, 216, 12",
        "TICKET, 5, 0.002, 4320, 2160, 180"
    })
    void ledgerKeepsTheClosedFormulas(
            Severity severity, int slotMinutes, double e, long lasted, double detection, double reset) {
        Workbook workbook = new Workbook(severity, slotMinutes * Workbook.MINUTE);

        Workbook.Times formula = workbook.formula(e, lasted);
        Workbook.Times simulated = workbook.simulated(e, lasted);

        assertThat(formula.detection()).isCloseTo(detection, within(1e-6));
        assertThat(formula.reset()).isCloseTo(reset, within(1e-6));
        assertThat(simulated.detection() - formula.detection()).isBetween(-1e-6, slotMinutes + 1e-6);
        assertThat(simulated.reset() - formula.reset()).isBetween(-1e-6, slotMinutes + 1e-6);
    }
}
