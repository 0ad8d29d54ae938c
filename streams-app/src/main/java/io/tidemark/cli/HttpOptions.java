package io.tidemark.cli;

import io.tidemark.http.HttpSettings;
import io.tidemark.http.HttpSettings.Openness;
import io.tidemark.http.Tokens;
import io.tidemark.query.PeerSettings;
import io.tidemark.runtime.ApiHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a running application is asked over HTTP, and by whom. */
final class HttpOptions {
    private static final String OFF = "off";
    private static final int TWICE = 2;
    private static final int LARGEST_PORT = 65_535;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = OFF,
            description =
                    "Health, metrics and the API there, as 127.0.0.1:8080; port 0 takes a free one; default ${DEFAULT-VALUE}.")
    private String address = OFF;

    @Option(
            names = "--http-tokens",
            paramLabel = "FILE",
            description =
                    "Who may do what there: properties ROLE.NAME=TOKEN, the role read, act, admin or peer; without it whoever reaches"
                            + " it may look. Instances ask one another with the token peer.NAME.")
    private @Nullable Path tokens;

    @Option(
            names = "--http-open",
            description =
                    "Given twice: whoever reaches it may look without a token, beyond this machine too; acting still needs one, and so"
                            + " do other instances.")
    private List<Boolean> open = new ArrayList<>();

    @Option(
            names = "--http-advertised",
            paramLabel = "HOST:PORT",
            description =
                    "Where other instances reach this one; default: where it listens. Beyond this machine they need a token"
                            + " peer.NAME.")
    private String advertised = "";

    /** Starts to listen, unless nobody wants it. */
    Optional<ApiHost> start(Map<String, String> environment) {
        if (address.equals(OFF)) {
            return Optional.empty();
        }
        try {
            Map<String, String> properties =
                    ClientProperties.read(tokens, environment).settings();
            HttpSettings settings =
                    settings(address, Tokens.of(properties), open.size() >= TWICE ? Openness.OPEN : Openness.GUARDED);
            return Optional.of(ApiHost.start(settings, advertised, new PeerSettings("http", peer(properties))));
        } catch (IllegalArgumentException wrong) {
            throw new UsageError((tokens == null ? "--http" : "--http-tokens " + tokens) + ": " + wrong.getMessage());
        }
    }

    /**
     * Where to listen.
     *
     * @throws UsageError if the address is no HOST:PORT
     * @throws IllegalArgumentException if others would reach it without a token, and nobody has said that they may
     */
    static HttpSettings settings(String address, Tokens tokens, Openness openness) {
        int colon = address.lastIndexOf(':');
        try {
            int port = Integer.parseInt(address.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= LARGEST_PORT) {
                return HttpSettings.of(address.substring(0, colon), port, tokens, openness);
            }
        } catch (NumberFormatException none) {
            // Told below.
        }
        throw new UsageError("--http=" + address + " is no HOST:PORT; write 127.0.0.1:8080, or off");
    }

    private static String peer(Map<String, String> properties) {
        return properties.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("peer."))
                .map(entry -> entry.getValue().strip())
                .sorted()
                .findFirst()
                .orElse("");
    }
}
