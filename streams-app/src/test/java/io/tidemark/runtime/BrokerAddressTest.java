package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.WorldFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {
    @Test
    void oneBrokerThatListensIsEnough() throws IOException {
        try (ServerSocket broker = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String servers = "127.0.0.1:1, 127.0.0.1:" + broker.getLocalPort();

            assertThatCode(() -> BrokerAddress.awaitOneOf(servers, Duration.ZERO))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void whereNobodyListensIsSaidWithTheWait() {
        assertThatThrownBy(() -> BrokerAddress.awaitOneOf("127.0.0.1:1", Duration.ofSeconds(1)))
                .isInstanceOf(WorldFailure.class)
                .hasMessage("no broker answers at 127.0.0.1:1 (waited 1 s); start it, or correct --bootstrap-servers");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.example.org:9092, kafka.example.org, 9092",
        "SASL_SSL://b-1.example.org:9096, b-1.example.org, 9096",
        "[2001:db8::1]:9092, 2001:db8::1, 9092"
    })
    void addressIsReadAsKafkaReadsIt(String text, String host, int port) {
        assertThat(BrokerAddress.of(text)).isEqualTo(new BrokerAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "kafka:", ":9092", "kafka:port", "kafka:99999"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> BrokerAddress.of(text))
                .hasMessage("--bootstrap-servers: '" + text
                        + "' is not the address of a broker; write HOST:PORT, several with commas between them");
    }
}
