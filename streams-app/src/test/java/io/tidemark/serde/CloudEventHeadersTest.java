package io.tidemark.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.testkit.TestAlert;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {
    private final AlertSerializer serializer = new AlertSerializer(7);

    @Test
    void anAlertIsACloudEventInBinaryMode() {
        TestAlert alert = TestAlert.page("k").known();

        assertThat(headers(alert))
                .containsExactly(
                        Map.entry("ce_specversion", "1.0"),
                        Map.entry("ce_id", "k:0000000001"),
                        Map.entry("ce_source", "/models/fraud"),
                        Map.entry("ce_type", "io.tidemark.slo.alert.v1"),
                        Map.entry("ce_subject", "drift/*"),
                        Map.entry("ce_time", "2026-03-01T14:00:00Z"),
                        Map.entry("ce_recordedtime", "2026-03-01T14:00:10Z"),
                        Map.entry("ce_sequence", "0000000001"),
                        Map.entry("ce_severitytext", "ERROR"),
                        Map.entry("ce_severitynumber", "17"),
                        Map.entry("ce_partitionkey", "k"),
                        Map.entry("ce_causationid", "deploy-42"),
                        Map.entry("content-type", "application/avro"));
    }

    @Test
    void theValueIsTheSameWithAndWithoutHeaders() {
        TestAlert alert = TestAlert.page("k").known();

        assertThat(serializer.serialize("alerts", new RecordHeaders(), alert.alert()))
                .isEqualTo(serializer.serialize("alerts", alert.alert()));
    }

    @Test
    void withoutAChangeThereIsNoCause() {
        assertThat(headers(TestAlert.page("k"))).doesNotContainKey("ce_causationid");
    }

    @Test
    void severitiesAreThoseOfLogs() {
        TestAlert page = TestAlert.page("k");

        assertThat(headers(page.severity(Severity.TICKET)))
                .containsEntry("ce_severitytext", "WARN")
                .containsEntry("ce_severitynumber", "13");
        assertThat(headers(page.severity(Severity.INFO)))
                .containsEntry("ce_severitytext", "INFO")
                .containsEntry("ce_severitynumber", "9");
    }

    private Map<String, String> headers(TestAlert alert) {
        Headers headers = new RecordHeaders();
        serializer.serialize("alerts", headers, alert.alert());
        Map<String, String> texts = new LinkedHashMap<>();
        for (Header header : headers) {
            texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return texts;
    }
}
