package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.runtime.BudgetLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTextTest {
    @Test
    void budgetsOfSlicesStandBesideThatOfAllEvents() {
        assertThat(line(false)).isEqualTo("right (dry run): 143 % of the budget used");
        assertThat(line(true)).isEqualTo("right (dry run): 143 % of the budget used by all events");
    }

    @Test
    void stepsThatHoldAreTold() {
        BudgetLine.Step step = new BudgetLine.Step(0.75, 86_400_000, List.of("canaryOnly"));
        BudgetLine budget = new BudgetLine("pets", "right", true, false, 0.8, "default", List.of(step));

        assertThat(text(budget))
                .isEqualTo("right: 80 % of the budget used by all events; policy default: 75 % since 1970-01-02"
                        + " (canaryOnly)");
    }

    private static String line(boolean isSliced) {
        return text(new BudgetLine("pets", "right", isSliced, true, 1.43, "default", List.of()));
    }

    private static String text(BudgetLine budget) {
        try (ReplayOutput output = new ReplayOutput(Terminal.silent(), new OutputOptions(), false)) {
            return BudgetText.line(budget, output);
        }
    }
}
