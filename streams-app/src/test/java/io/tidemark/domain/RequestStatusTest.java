package io.tidemark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestStatusTest {
    @ParameterizedTest
    @CsvSource({
        "OK, OK",
        "ok, OK",
        "' Timeout ', TIMEOUT",
        "fallback, FALLBACK",
        "success, OK",
        "TRUE, OK",
        "200, OK",
        "200.0, OK",
        "399, OK",
        "199, ERROR",
        "400, ERROR",
        "503, ERROR",
        "1, ERROR",
        "2xx, ERROR",
        "'', ERROR",
        "false, ERROR",
        "odd, ERROR"
    })
    void answersOwnWordOrCodeIsAStatus(String said, RequestStatus status) {
        assertThat(RequestStatus.ofAnswer(said)).isEqualTo(status);
    }
}
