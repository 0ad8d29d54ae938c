package io.tidemark.http;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets in who may come. Without tokens everybody who reaches the server may look, and nobody may act; with tokens one is needed to look too, unless
 * the settings leave that open. A browser that was led here under another
 * host's name is refused, since that is how a foreign page would read what only this machine may see.
 */
final class Guard {
    private static final String BEARER = "bearer ";

    private final HttpSettings settings;
    private final Tokens tokens;

    Guard(HttpSettings settings) {
        this.settings = settings;
        this.tokens = settings.tokens();
    }

    /**
     * Returns who calls, if he may.
     *
     * @throws Problem.Failure 401, 403 or 421 if not
     */
    Tokens.Caller admit(Context request, Role wanted) {
        if (wanted == Role.ANYONE) {
            return new Tokens.Caller("anyone", Role.ANYONE);
        }
        Optional<String> token = token(request);
        if (tokens.isEmpty() || token.isEmpty() && wanted == Role.READ && settings.isOpen()) {
            return withoutTokens(request, wanted);
        }
        if (token.isEmpty()) {
            throw Problem.of(401, "no token", "send a token: Authorization: Bearer TOKEN")
                    .failure();
        }
        Tokens.Caller caller = tokens.caller(token.get())
                .orElseThrow(() -> Problem.of(401, "unknown token", "the server does not know the token that was sent")
                        .failure());
        if (!caller.role().allows(wanted)) {
            throw Problem.of(
                            403,
                            "not allowed",
                            "the token of " + caller.name() + " allows to "
                                    + caller.role().word() + "; this needs " + wanted.word())
                    .failure();
        }
        return caller;
    }

    private Tokens.Caller withoutTokens(Context request, Role wanted) {
        String host = host(request);
        if (wanted == Role.PEER && !settings.tellsRowsToAnybody()) {
            throw Problem.of(401, "no token", "raw rows are for peers alone: give peer.NAME in --http-tokens FILE")
                    .failure();
        }
        if (settings.isLoopback() && !host.equals(settings.host()) && !Loopback.isWritten(host)) {
            throw Problem.of(421, "wrong host", "this server answers to 127.0.0.1 and localhost only: host=" + host)
                    .failure();
        }
        if (wanted != Role.READ && wanted != Role.PEER) {
            throw Problem.of(
                            403,
                            "not allowed",
                            "without tokens one may only look; start tidemark run with --http-tokens FILE")
                    .failure();
        }
        return new Tokens.Caller("anyone", wanted);
    }

    private static String host(Context request) {
        String host = request.header("Host") == null ? "" : String.valueOf(request.header("Host"));
        return Loopback.host(host);
    }

    private static Optional<String> token(Context request) {
        String header = request.header("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
