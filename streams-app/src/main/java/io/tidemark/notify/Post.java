package io.tidemark.notify;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts letters. 2xx is taken; 408, 429, 5xx, silence and broken connections are worth another try, after {@code Retry-After} where it
 * is said; all else is refused, redirects among them: they are not followed, for a letter is meant for one address.
 *
 * <p>An answer is waited for only so long, its body included, of which the first {@value #MOST_BYTES} bytes are read. Any thread.
 */
public final class Post {
    private static final int MOST_BYTES = 1024;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient client;
    private final Duration patience;

    /**
     * Posts through a client.
     *
     * @param client one that follows no redirects and has a time-out for connections
     * @param patience for a whole answer
     */
    public Post(HttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /**
     * Posts a letter and waits for the answer.
     *
     * @param nowMs the clock, for a {@code Retry-After} that is a date
     * @throws InterruptedException if the thread is told to stop; the letter may have arrived
     */
    public Answer send(Letter letter, long nowMs) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(letter.url())
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(patience)
                .header("content-type", "application/json")
                .header("user-agent", "tidemark")
                .POST(HttpRequest.BodyPublishers.ofString(letter.body(), StandardCharsets.UTF_8));
        letter.headers().forEach(request::header);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request.build(), response -> new FirstBytes(MOST_BYTES));
        try {
            return judge(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS), letter.secret(), nowMs);
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Answer.NotNow("no answer within " + patience.toMillis() + " ms", 0);
        } catch (ExecutionException failure) {
            return failed(failure, letter.secret());
        }
    }

    private static Answer failed(ExecutionException failure, Secret secret) {
        Throwable cause = failure.getCause();
        if (cause instanceof IOException) {
            String text = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            return new Answer.NotNow(secret.hiddenIn(cause.getClass().getSimpleName() + text), 0);
        }
        throw new IllegalStateException(
                "a request failed in a way of its own: " + secret.hiddenIn(String.valueOf(cause)));
    }

    private static Answer judge(HttpResponse<String> response, Secret secret, long nowMs) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer.Accepted();
        }
        String text = secret.hiddenIn(response.body()).replaceAll("\\s+", " ").strip();
        if (status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= 500) {
            String after = response.headers().firstValue("retry-after").orElse("");
            return new Answer.NotNow("status " + status + (text.isEmpty() ? "" : ": " + text), afterMs(after, nowMs));
        }
        return new Answer.Refused(status, text);
    }

    /** Seconds, or a date of HTTP; 0 if it is neither or over. */
    static long afterMs(String retryAfter, long nowMs) {
        try {
            if (retryAfter.matches("\\d{1,9}")) {
                return 1000 * Long.parseLong(retryAfter);
            }
            Instant date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from);
            return Math.max(0, date.toEpochMilli() - nowMs);
        } catch (DateTimeParseException neither) {
            return 0;
        }
    }
}
