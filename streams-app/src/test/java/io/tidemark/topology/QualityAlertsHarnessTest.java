package io.tidemark.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.schemas.Alert;
import io.tidemark.testkit.MixedRow;
import io.tidemark.testkit.MonitorHarness;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people hear of the data in themselves, and what nobody may see of them. */
class QualityAlertsHarnessTest {
    @Test
    void tooFewRowsAreNamedInTheAlert() {
        try (MonitorHarness harness = RuledRows.harness(RuledRows.windows("volume", ""))) {
            for (int minute = 0; minute < 6; minute++) {
                RuledRows.minute(harness, minute, 12);
            }
            harness.end();

            assertThat(harness.alerts().get(0).getSummary())
                    .startsWith("fraud · too few rows in all events since 2026-01-01 00:00Z (rows 12 < 50, 1 × 1 min)");
        }
    }

    @Test
    void incompleteAndStaleWindowsSayHowMuch() {
        try (MonitorHarness harness =
                RuledRows.harness(RuledRows.windows("completeness", "") + RuledRows.windows("freshness", ""))) {
            for (int minute = 0; minute < 6; minute++) {
                for (int row = 0; row < 60; row++) {
                    harness.pipe(new MixedRow(RuledRows.START + minute * 60_000L + row, "e" + row, RuledRows.values()));
                }
            }
            harness.end();

            List<String> summaries =
                    harness.alerts().stream().map(Alert::getSummary).toList();

            assertThat(summaries)
                    .anyMatch(text -> text.startsWith("fraud · rows missing in all events since 2026-01-01 00:00Z "
                            + "(completeness 60.0 % < 99 %, 60 of 100 rows, 1 × 1 min)"))
                    .anyMatch(text -> text.startsWith(
                            "fraud · stale in all events since 2026-01-01 00:00Z (freshness 60 s > 10 s, 1 × 1 min)"));
        }
    }

    @Test
    void redactedValuesAreOnNoOutputTopic() {
        try (MonitorHarness harness =
                RuledRows.harness(RuledRows.events("pattern") + RuledRows.windows("invalid", ", columns: [email]"))) {
            for (int minute = 0; minute < 4; minute++) {
                for (int row = 0; row < 100; row++) {
                    Map<String, Object> values = RuledRows.values();
                    values.put("email", RuledRows.SECRET);
                    values.put("ssn_last", RuledRows.SECRET);
                    harness.pipe(new MixedRow(RuledRows.START + minute * 60_000L + 500 * row, "e" + row, values));
                }
            }
            harness.end();

            byte[] output = harness.output();

            String text = new String(output, StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .doesNotContain(RuledRows.SECRET)
                    .contains(new String("‹redacted›".getBytes(UTF_8), StandardCharsets.ISO_8859_1));
            assertThat(text).contains("pattern_mismatch").contains("email");
        }
    }

    @Test
    void idsOfARedactedColumnAreOnNoOutputTopic() {
        for (String redact : List.of("email, ssn*", "email, zzz")) {
            String monitor = RuledRows.MONITOR
                    .replace("{topic: fraud-events}", "{topic: fraud-events, csv: {time: at, id: ssn_id}}")
                    .replace("email, ssn*", redact);
            try (MonitorHarness harness = RuledRows.harnessOf(monitor + RuledRows.events("allowed"))) {
                for (int row = 0; row < 100; row++) {
                    Map<String, Object> values = RuledRows.values();
                    values.put("country", "XX");
                    harness.pipe(new MixedRow(RuledRows.START + 500 * row, RuledRows.SECRET + row, values));
                }
                harness.end();

                String text = new String(harness.output(), UTF_8);

                assertThat(text).contains("not_allowed", "fraud-events-0@");
                assertThat(text.contains(RuledRows.SECRET)).isEqualTo(redact.contains("zzz"));
            }
        }
    }
}
