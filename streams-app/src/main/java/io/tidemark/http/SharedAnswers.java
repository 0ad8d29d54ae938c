package io.tidemark.http;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.zip.CRC32C;

/**
 * Answers in JSON that are the same for all who ask, kept for a moment: a hundred dashboards that ask the same are one question to the state, and who
 * has the answer already is told so (ETag). What failed is not kept. Any thread.
 */
final class SharedAnswers {
    /** No longer than a commit takes as a rule: the state does not change faster. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private static final long MOST_BYTES = 64L << 20;
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    /** Asynchronous, for a synchronous one holds up who asks something else whose hash is near. */
    private final AsyncCache<String, Outcome> answers = Caffeine.newBuilder()
            .expireAfterWrite(FRESH)
            .maximumWeight(MOST_BYTES)
            .weigher((String asked, Outcome outcome) -> asked.length() + outcome.bytes())
            .executor(Runnable::run)
            .buildAsync();

    /** What came of a question. */
    private sealed interface Outcome {
        /** The answer; throws why there is none. */
        Answer answer();

        int bytes();
    }

    private record Answer(byte[] body, String tag) implements Outcome {
        @Override
        public Answer answer() {
            return this;
        }

        @Override
        public int bytes() {
            return body.length;
        }
    }

    private record Failed(RuntimeException failure) implements Outcome {
        @Override
        public Answer answer() {
            throw failure;
        }

        @Override
        public int bytes() {
            return 0;
        }
    }

    /** Makes an answer by writing it to the request. */
    interface Maker {
        void make();
    }

    /** Answers with what is kept, or else with what is made now; who asks the same meanwhile waits for it. */
    void answer(Context request, Maker maker) {
        String query = request.queryString();
        String asked = Visible.of(request).prefix() + request.path() + '?' + (query == null ? "" : query);
        Answer answer = answer(asked, request, maker);
        request.header("Cache-Control", "private, no-cache").header("ETag", answer.tag());
        if (answer.tag().equals(request.header("If-None-Match"))) {
            request.status(NOT_MODIFIED).result("");
        } else {
            request.status(OK).contentType("application/json").result(answer.body());
        }
    }

    private Answer answer(String asked, Context request, Maker maker) {
        CompletableFuture<Outcome> mine = new CompletableFuture<>();
        CompletableFuture<Outcome> others = answers.asMap().putIfAbsent(asked, mine);
        return (others == null ? found(asked, mine, request, maker) : others.join()).answer();
    }

    /** What failed is told to who waits for it, and not kept; as a value, for the cache would log it. */
    private Outcome found(String asked, CompletableFuture<Outcome> mine, Context request, Maker maker) {
        Outcome outcome = new Failed(new IllegalStateException("the question could not be answered"));
        try {
            maker.make();
            outcome = made(request);
        } catch (RuntimeException failure) {
            outcome = new Failed(failure);
        } finally {
            if (outcome instanceof Failed) {
                answers.asMap().remove(asked, mine);
            }
            mine.complete(outcome);
        }
        return outcome;
    }

    private static Answer made(Context request) {
        try (InputStream in = request.resultInputStream()) {
            byte[] body = in == null ? new byte[0] : in.readAllBytes();
            return new Answer(body, tag(body));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory failed", impossible);
        }
    }

    private static String tag(byte[] body) {
        CRC32C sum = new CRC32C();
        sum.update(body);
        return '"' + Long.toHexString(sum.getValue()) + '-' + body.length + '"';
    }
}
