package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.slo.history.Suggestion.None;
import io.tidemark.slo.history.Suggestion.Target;
import io.tidemark.slo.history.Suggestion.Week;
import io.tidemark.slo.history.Suggestion.Why;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void targetIsTwoDeviationsBelowWhatWasKept() {
        // Shares 0.990, 0.994, 0.998: mean 0.994, deviation 0.004; 0.994 - 0.008 = 0.986.
        List<Week> weeks = List.of(new Week(99_000, 1_000), new Week(99_400, 600), new Week(99_800, 200));

        Suggestion found = Suggestion.of(new Week(298_200, 1_800), weeks, 1);

        Target target = (Target) found;
        assertThat(target.deviation()).isCloseTo(0.004, within(1e-12));
        assertThat(target.target()).isEqualTo(0.986);
        assertThat(target.weeks()).isEqualTo(3);
    }

    @Test
    void errorShareIsRoundedUpToTwoDigits() {
        // 0.99950 in both weeks but for 4 in a million: 1 - (0.9995 - 2 · 2.83e-6) = 5.0566e-4, and 5.1e-4 is allowed.
        List<Week> weeks = List.of(new Week(999_502, 498), new Week(999_498, 502));

        Suggestion found = Suggestion.of(new Week(1_999_000, 1_000), weeks, 1);

        assertThat(((Target) found).target()).isEqualTo(0.99949);
    }

    @Test
    void withoutAnyBadOneTheNumberOfThemIsTheLimit() {
        List<Week> weeks = List.of(new Week(500, 0), new Week(500, 0));

        Suggestion found = Suggestion.of(new Week(1_000, 0), weeks, 1);

        // Rule of three: 1 - 3 / 1,000.
        assertThat(((Target) found).target()).isEqualTo(0.997);
        assertThat(((Target) found).achieved()).isEqualTo(1);
    }

    @Test
    void oneWeekSaysNothingOfHowWeeksDiffer() {
        assertThat(Suggestion.of(new Week(99, 1), List.of(new Week(99, 1)), 1))
                .isEqualTo(new None(Why.TOO_SHORT, 0.99, 1));
    }

    @Test
    void weeksWithoutDataDoNotCount() {
        List<Week> weeks = List.of(new Week(99, 1), new Week(0, 0));

        assertThat(Suggestion.of(new Week(99, 1), weeks, 1)).isEqualTo(new None(Why.TOO_SHORT, 0.99, 1));
    }

    @Test
    void weeksThatDifferTooMuchAllowNoTarget() {
        List<Week> weeks = List.of(new Week(0, 100), new Week(100, 0));

        assertThat(Suggestion.of(new Week(100, 100), weeks, 1)).isEqualTo(new None(Why.TOO_UNEVEN, 0.5, 2));
    }

    @Test
    void withoutDataThereIsNothingToSuggest() {
        assertThat(((None) Suggestion.of(new Week(0, 0), List.of(), 1)).why()).isEqualTo(Why.NO_DATA);
    }
}
