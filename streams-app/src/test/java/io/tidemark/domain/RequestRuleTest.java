package io.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.RequestRule.Latency.Failed;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestRuleTest {
    private final Observation event = new Observation();

    @ParameterizedTest
    @CsvSource({
        "OK, GOOD, GOOD",
        "FALLBACK, BAD, GOOD",
        "ERROR, BAD, BAD",
        "TIMEOUT, BAD, BAD",
        ", NOT_COUNTED, NOT_COUNTED",
    })
    void availabilityIsHowTheRequestEnded(RequestStatus status, String ok, String answered) {
        request(status, 1e9);

        assertThat(new RequestRule.Availability(Set.of(RequestStatus.OK)).of(event.request()))
                .hasToString(ok);
        assertThat(new RequestRule.Availability(Set.of(RequestStatus.OK, RequestStatus.FALLBACK)).of(event.request()))
                .hasToString(answered);
    }

    @ParameterizedTest
    @CsvSource({
        "OK, 300, GOOD, GOOD",
        "OK, 300.001, BAD, BAD",
        "OK, 0, GOOD, GOOD",
        "OK, Infinity, BAD, BAD",
        "OK, NaN, NOT_COUNTED, NOT_COUNTED",
        "OK, -1, NOT_COUNTED, NOT_COUNTED",
        "FALLBACK, 300, GOOD, GOOD",
        "ERROR, 5, BAD, NOT_COUNTED",
        "TIMEOUT, NaN, BAD, NOT_COUNTED",
        ", 300, GOOD, GOOD",
    })
    void latencyIsWithinItsLimitAndDidNotFail(RequestStatus status, double latencyMs, String all, String answered) {
        request(status, latencyMs);

        assertThat(latency(Failed.BAD).of(event.request())).hasToString(all);
        assertThat(latency(Failed.LEFT_OUT).of(event.request())).hasToString(answered);
    }

    @ParameterizedTest
    @CsvSource({"HEALTHY, GOOD, GOOD", "DEGRADED, BAD, GOOD", "DOWN, BAD, BAD", "UNKNOWN, NOT_COUNTED, NOT_COUNTED"})
    void dependencyIsHealthyOrNot(Health health, String strict, String lenient) {
        event.begin(new byte[0]);
        event.request().health(health);

        assertThat(new RequestRule.Dependency(Set.of(Health.HEALTHY)).of(event.request()))
                .hasToString(strict);
        assertThat(new RequestRule.Dependency(Set.of(Health.HEALTHY, Health.DEGRADED)).of(event.request()))
                .hasToString(lenient);
    }

    @Test
    void idsTellRulesApart() {
        Set<RequestStatus> ok = Set.of(RequestStatus.OK);

        assertThat(List.of(
                        new RequestRule.Availability(ok).id(),
                        new RequestRule.Availability(Set.of(RequestStatus.FALLBACK, RequestStatus.OK)).id(),
                        latency(Failed.BAD).id(),
                        latency(Failed.LEFT_OUT).id(),
                        new RequestRule.Latency(0.5, ok, Failed.BAD).id(),
                        new RequestRule.Latency(0.5, ok, Failed.LEFT_OUT).id(),
                        new RequestRule.Dependency(Set.of(Health.HEALTHY)).id()))
                .containsExactly(
                        "failed OK",
                        "failed OK or FALLBACK",
                        "slow 300 ms",
                        "slow 300 ms of those answered",
                        "slow 0.5 ms OK",
                        "slow 0.5 ms of those answered OK",
                        "unhealthy HEALTHY");
    }

    @Test
    void rulesOfAModelAreBounded() {
        List<RequestRule> many = IntStream.rangeClosed(1, 33)
                .<RequestRule>mapToObj(
                        limit -> new RequestRule.Latency(limit, RequestRule.Latency.ANSWERED, Failed.BAD))
                .toList();
        QualityRules none = QualityRules.NONE;

        assertThatThrownBy(() -> new QualityRules(
                        "",
                        none.asked(),
                        none.allowed(),
                        none.limits(),
                        none.volume(),
                        List.of(),
                        none.ids(),
                        many,
                        ""))
                .hasMessage("a model has at most 32 different rules for requests: rules=33");
    }

    @Test
    void statusIsKnownByItsWord() {
        assertThat(RequestStatus.of("timeout")).isEqualTo(RequestStatus.TIMEOUT);
        assertThat(RequestStatus.of("")).isEqualTo(RequestStatus.ERROR);
        assertThat(RequestStatus.of(new byte[] {'-', 'O', 'K'}, 1, 2)).isEqualTo(RequestStatus.OK);
        assertThat(RequestStatus.of(new byte[] {'O', 'K', '?'}, 0, 3)).isEqualTo(RequestStatus.ERROR);
        assertThat(Health.of("healthy")).isEqualTo(Health.UNKNOWN);
    }

    private static RequestRule latency(Failed failed) {
        return new RequestRule.Latency(300, RequestRule.Latency.ANSWERED, failed);
    }

    private void request(RequestStatus status, double latencyMs) {
        event.begin(new byte[0]);
        event.latency(latencyMs);
        if (status != null) {
            event.status(status);
        }
    }
}
