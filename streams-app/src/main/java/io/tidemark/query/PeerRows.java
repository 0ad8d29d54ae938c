package io.tidemark.query;

import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The stores of another instance, over its own HTTP server. One that does not answer is let be for a while. Any thread may ask. */
final class PeerRows {
    /** Where instances ask one another. */
    public static final String PATH = "/internal/rows";

    /** Who was given less time than this and did not answer may be well. */
    private static final Duration FAIR = Duration.ofSeconds(1);

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MUCH = 413;

    private final HttpClient client;
    private final String peer;
    private final PeerSettings settings;
    private final Rest rest;

    /**
     * An instance.
     *
     * @param peer host:port
     * @param nanos a clock of nanoseconds that never goes back
     */
    PeerRows(HttpClient client, String peer, PeerSettings settings, LongSupplier nanos) {
        this.client = client;
        this.peer = peer;
        this.settings = settings;
        this.rest = new Rest(nanos);
    }

    /**
     * The rows; all in memory, {@link RowSource#MOST_BYTES} at most.
     *
     * @param patience how long to wait for all of them
     * @throws Unavailable if it does not answer, or did not a moment ago
     */
    Rows read(Ask ask, Duration patience) {
        if (!rest.mayAsk()) {
            throw new Unavailable("another instance did not answer a moment ago and is let be for "
                    + Rest.LENGTH.toSeconds() + " s: instance=" + peer);
        }
        try {
            HttpResponse<byte[]> response = settings.ask(client, peer, PATH + '?' + parameters(ask), patience)
                    .get();
            Rows rows = rows(response);
            rest.end();
            return rows;
        } catch (ExecutionException failure) {
            throw unanswered(patience, failure.getCause() == null ? failure : failure.getCause());
        } catch (IllegalArgumentException noAddressOrNoRows) {
            rest.begin();
            throw new Unavailable("another instance does not answer: instance=" + peer, noAddressOrNoRows);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("the question was given up: instance=" + peer, interrupted);
        }
    }

    private static String parameters(Ask ask) {
        return RowsCodec.parameters(ask).entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Rows rows(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == OK) {
            return RowsCodec.read(response.body());
        }
        // It is there, whatever it says.
        rest.end();
        if (status == TOO_MUCH) {
            throw new TooMuch("the answer would need more than " + (RowSource.MOST_BYTES >> 20) + " MB; ask for less");
        }
        String advice = status == UNAUTHORIZED || status == FORBIDDEN
                ? "; give all instances the same peer.NAME=TOKEN in --http-tokens FILE"
                : "";
        throw new Unavailable("another instance does not answer: instance=" + peer + ", status=" + status + advice);
    }

    private Unavailable unanswered(Duration patience, Throwable failure) {
        boolean isLate = failure instanceof TimeoutException;
        if (!isLate || patience.compareTo(FAIR) >= 0) {
            rest.begin();
        }
        return new Unavailable(
                isLate
                        ? "another instance does not answer within " + patience.toMillis() + " ms: instance=" + peer
                        : "another instance does not answer: instance=" + peer,
                failure);
    }
}
