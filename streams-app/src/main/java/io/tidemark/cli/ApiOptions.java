package io.tidemark.cli;

import io.tidemark.client.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running application is asked over its API. */
final class ApiOptions {
    private static final String USUAL = "http://127.0.0.1:8080";

    private final Map<String, String> environment;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The address of any instance of tidemark run --http; default: TIDEMARK_URL, or " + USUAL + ".")
    private String url = "";

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds a token for it, where one is needed; default: TIDEMARK_TOKEN.")
    private @Nullable Path tokenFile;

    ApiOptions(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether the address was given, here or in the environment. */
    boolean isNamed() {
        return !url.isEmpty() || environment.containsKey("TIDEMARK_URL");
    }

    /**
     * The application.
     *
     * @throws UsageError if the address is none, or the file cannot be read
     */
    Api api() {
        String address = url.isEmpty() ? environment.getOrDefault("TIDEMARK_URL", USUAL) : url;
        try {
            return new Api(address, token());
        } catch (IllegalArgumentException wrong) {
            throw new UsageError("--url=" + withoutSecrets(address) + " " + wrong.getMessage());
        }
    }

    /** Without user and password, and without what stands behind {@code ?} and {@code #}, where the dashboard's address has its token. */
    private static String withoutSecrets(String address) {
        return address.replaceFirst("(?<=://)[^/]*@", "***@").replaceFirst("(?<=[?#]).+", "***");
    }

    private String token() {
        if (tokenFile == null) {
            return environment.getOrDefault("TIDEMARK_TOKEN", "").strip();
        }
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException unreadable) {
            throw new UsageError("--token-file=" + tokenFile + " cannot be read; it holds the token and nothing else");
        }
    }
}
