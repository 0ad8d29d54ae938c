package io.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.http.HttpSettings.Openness;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
