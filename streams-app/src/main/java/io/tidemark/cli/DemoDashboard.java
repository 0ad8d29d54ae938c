package io.tidemark.cli;

import io.tidemark.domain.WorldFailure;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.http.Tokens;
import io.tidemark.query.PeerSettings;
import io.tidemark.runtime.ApiHost;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a demo is looked at: on this machine anybody may look, and who has the token of the address may act. */
final class DemoDashboard {
    private static final String USUAL = "127.0.0.1:8080";
    private static final String ANY_PORT = "127.0.0.1:0";
    private static final int TOKEN_BYTES = 20;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            description = "The dashboard and the API there, or off; default " + USUAL
                    + ", or a free port where that is taken.")
    private String address = "";

    private final String token = HexFormat.of().formatHex(random());

    private static byte[] random() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** Starts to listen, unless nobody wants it. */
    Optional<ApiHost> start() {
        if (address.equals("off")) {
            return Optional.empty();
        }
        if (!address.isEmpty()) {
            return Optional.of(start(address));
        }
        try {
            return Optional.of(start(USUAL));
        } catch (WorldFailure taken) {
            return Optional.of(start(ANY_PORT));
        }
    }

    private ApiHost start(String where) {
        try {
            return ApiHost.start(
                    HttpOptions.settings(where, Tokens.of(Map.of("admin.demo", token)), Openness.OPEN),
                    "",
                    new PeerSettings("http", ""));
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("--http: " + wrong.getMessage());
        }
    }

    /** The address with the token, which browsers keep to themselves behind {@code #}. */
    String url(ApiHost host) {
        return host.url() + "/#token=" + token;
    }
}
