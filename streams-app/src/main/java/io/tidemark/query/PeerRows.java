package io.tidemark.query;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/** The stores of another instance, over its own HTTP server. Any thread may ask. */
final class PeerRows implements RowSource {
    /** Where instances ask one another. */
    public static final String PATH = "/internal/rows";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;
    private static final int TOO_MUCH = 413;

    private final HttpClient client;
    private final String peer;
    private final PeerSettings settings;

    /**
     * An instance.
     *
     * @param peer host:port
     */
    PeerRows(HttpClient client, String peer, PeerSettings settings) {
        this.client = client;
        this.peer = peer;
        this.settings = settings;
    }

    @Override
    public Rows read(Ask ask) {
        String query = RowsCodec.parameters(ask).entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            HttpRequest request = settings.request(peer, PATH + '?' + query, PATIENCE);
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == TOO_MUCH) {
                throw new TooMuch("the answer would need more than " + (MOST_BYTES >> 20) + " MB; ask for less");
            }
            if (response.statusCode() != OK) {
                throw new Unavailable(
                        "another instance does not answer: instance=" + peer + ", status=" + response.statusCode());
            }
            return RowsCodec.read(response.body());
        } catch (IOException | IllegalArgumentException failure) {
            throw new Unavailable("another instance does not answer: instance=" + peer, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the question was given up: instance=" + peer, interrupted);
        }
    }
}
