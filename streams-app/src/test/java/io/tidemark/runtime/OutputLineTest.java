package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.State;
import io.tidemark.runtime.OutputLine.Step;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.AvroJson;
import io.tidemark.serde.Registry;
import io.tidemark.testkit.TestAlert;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notice says what people are told; the state alone does not: a ticket that a page held back opens while it fires already. */
class OutputLineTest {
    @ParameterizedTest
    @CsvSource({
        "OPENED, FIRING, OPENED",
        "UPDATED, FIRING, UPDATED",
        "HEARTBEAT, FIRING, UPDATED",
        "ACKNOWLEDGED, RECOVERING, UPDATED",
        "CLOSED, RESOLVED, CLOSED"
    })
    void peopleAreToldByTheNotice(Notice notice, State state, Step step) {
        byte[] fires = new AlertSerializer(1)
                .serialize(
                        "alerts", TestAlert.page("k").later(2, 5, notice, state).alert());

        OutputLine.OfAlert line = OutputLine.OfAlert.of(
                AvroJson.ofAlerts(new Registry("mock://lines")).read(fires));

        assertThat(line.step()).isEqualTo(step);
    }
}
