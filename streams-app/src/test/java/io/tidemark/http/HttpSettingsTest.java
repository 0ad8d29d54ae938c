package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.http.HttpSettings.Openness;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {
    private static final String TOKEN = "0123456789abcdef0123";

    @Test
    void othersReachItWithATokenOnlyOrWhenItWasSaidTwice() {
        Tokens tokens = Tokens.of(Map.of("read.grafana", TOKEN));

        assertThatThrownBy(() -> HttpSettings.of("0.0.0.0", 8080, Tokens.none(), Openness.GUARDED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "host 0.0.0.0 can be reached by others, and no token is asked for: give --http-tokens FILE; or, if everybody"
                                + " there may look, --http-open twice");
        assertThat(HttpSettings.of("0.0.0.0", 8080, Tokens.none(), Openness.OPEN)
                        .isLoopback())
                .isFalse();
        assertThat(HttpSettings.of("0.0.0.0", 8080, tokens, Openness.GUARDED).isLoopback())
                .isFalse();
        assertThat(HttpSettings.of("127.0.0.1", 8080, Tokens.none(), Openness.GUARDED)
                        .isLoopback())
                .isTrue();
        assertThat(HttpSettings.of("::1", 8080, Tokens.none(), Openness.GUARDED).isLoopback())
                .isTrue();
    }

    @Test
    void everyWrongTokenIsToldAtOnceAndNoneIsShown() {
        assertThatThrownBy(() -> Tokens.of(Map.of("read.a", "short-secret", "write.b", TOKEN, "admin", TOKEN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "admin is not ROLE.NAME with a role of read, act, admin, peer; read.a has a token of 12 characters; take 16 or"
                                + " more, as of openssl rand -hex 20; write.b is not ROLE.NAME with a role of read, act, admin, peer")
                .hasMessageNotContainingAny(TOKEN, "short-secret");
    }

    @Test
    void aTokenIsItsOwnersAndNobodyElses() {
        Tokens tokens = Tokens.of(Map.of("read.grafana", TOKEN, "act.ann", TOKEN + "x"));

        assertThat(tokens.caller(TOKEN)).contains(new Tokens.Caller("grafana", Role.READ));
        assertThat(tokens.caller(TOKEN + "x")).contains(new Tokens.Caller("ann", Role.ACT));
        assertThat(tokens.caller(TOKEN + "y")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.0.9",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "[0:0:0:0:0:0:0:1]",
                "0000::0001",
                "localhost",
                "LOCALHOST"
            })
    void whatOnlyThisMachineReachesIsLoopbackHoweverItIsWritten(String host) {
        assertThat(Loopback.isWritten(host)).isTrue();
        assertThat(HttpSettings.of(host, 0, Tokens.none(), Openness.GUARDED).isLoopback())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "128.0.0.1", "127.0.0.1.evil.example", "127.0.0.256", "127.1", "::2", "evil.example", "1"})
    void nothingElseIs(String host) {
        assertThat(Loopback.isWritten(host)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:80, 127.0.0.1", "[::1]:80, ::1", "[::1], ::1", "::1, ::1", "Localhost:1, localhost", "a, a"})
    void aHostIsToldFromItsPort(String address, String host) {
        assertThat(Loopback.host(address)).isEqualTo(host);
    }

    /** Who listens where, whether it is open, where it says that it is, and whether it asks for a peer's token. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, GUARDED, '', true",
        "127.0.0.2, GUARDED, 127.0.0.2:80, true",
        "::1, GUARDED, [0:0:0:0:0:0:0:1]:80, true",
        "127.0.0.1, OPEN, '', false",
        "127.0.0.1, GUARDED, 192.0.2.1:80, false",
        "127.0.0.1, OPEN, 192.0.2.1:80, false",
        "0.0.0.0, OPEN, '', false",
        "0.0.0.0, OPEN, 127.0.0.1:80, false",
    })
    void rawRowsNeedATokenUnlessAllIsOnThisMachine(
            String host, Openness openness, String advertised, boolean tellsAnybody) {
        assertThat(HttpSettings.of(host, 0, Tokens.none(), openness)
                        .advertisedAt(advertised)
                        .tellsRowsToAnybody())
                .isEqualTo(tellsAnybody);
        assertThat(HttpSettings.of(host, 0, Tokens.of(Map.of("peer.us", TOKEN)), openness)
                        .advertisedAt(advertised)
                        .tellsRowsToAnybody())
                .isFalse();
    }
}
