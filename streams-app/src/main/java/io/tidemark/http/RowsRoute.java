package io.tidemark.http;

import io.tidemark.query.Ask;
import io.tidemark.query.RowsCodec;
import java.util.Map;
import java.util.TreeMap;

/** Raw rows of this instance's stores, for the other instances. */
final class RowsRoute implements ApiServer.Routes {
    private final Sources sources;

    RowsRoute(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.prompt("/internal/rows", Role.PEER, (request, caller) -> {
            Map<String, String> parameters = new TreeMap<>();
            request.queryParamMap().forEach((name, values) -> parameters.put(name, values.get(0)));
            request.contentType("application/octet-stream")
                    .result(RowsCodec.write(sources.state().local().read(ask(parameters))));
        });
    }

    private static Ask ask(Map<String, String> parameters) {
        try {
            return RowsCodec.ask(parameters);
        } catch (IllegalArgumentException wrong) {
            throw Problem.of(400, "no question", String.valueOf(wrong.getMessage()))
                    .failure();
        }
    }
}
