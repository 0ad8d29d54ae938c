package io.tidemark.http;

import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.Line;
import io.tidemark.query.board.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers from boards: each says how far it is to be believed, and is 304 for who has it already. */
final class BoardAnswer {
    private static final int NOT_MODIFIED = 304;

    private BoardAnswer() {}

    /**
     * How far boards are to be believed, as JSON.
     *
     * @param isWhole whether all topics were read to the end that they had when their reading began, and are read on
     * @param behindRecords how many records are still to be read
     * @param asOf when the broker took the newest record that was read; null before the first
     * @param missing topics that cannot be read now
     * @param unreadableRecords how many were passed over
     * @param leftOut how many there was no room for
     * @param behindSince since when something may have been told that is not known here; null as long as nothing speaks for it
     */
    record BoardJson(
            boolean isWhole,
            long behindRecords,
            @Nullable String asOf,
            List<String> missing,
            long unreadableRecords,
            long leftOut,
            @Nullable String behindSince) {
        static BoardJson of(Standing standing) {
            return new BoardJson(
                    standing.isWhole(),
                    standing.behind(),
                    time(standing.newestMs()),
                    standing.missing(),
                    standing.unreadable(),
                    standing.leftOut(),
                    time(standing.behindSinceMs()));
        }

        private static @Nullable String time(long ms) {
            return ms == Long.MIN_VALUE ? null : Instant.ofEpochMilli(ms).toString();
        }
    }

    /** Answers with what the question finds. */
    static void answer(Context request, Boards boards, Function<Boards.View, Map<String, Object>> question) {
        if (hasIt(request, boards.moment())) {
            return;
        }
        Boards.Told<Map<String, Object>> told = boards.ask(question);
        request.header("ETag", tag(told.moment()));
        Map<String, Object> json = new TreeMap<>(told.value());
        json.put("board", BoardJson.of(told.standing()));
        Json.answer(request, json);
    }

    /** Lets the caller keep the answer, but ask each time whether it still holds; answers 304 if he has it. */
    private static boolean hasIt(Context request, String moment) {
        request.header("Cache-Control", "private, no-cache");
        String has = request.header("If-None-Match");
        boolean hasIt =
                has != null && Arrays.stream(has.split(",")).map(String::strip).anyMatch(tag(moment)::equals);
        if (hasIt) {
            request.header("ETag", tag(moment)).status(NOT_MODIFIED);
        }
        return hasIt;
    }

    private static String tag(String moment) {
        return "W/\"" + moment + '"';
    }

    /** A record of a topic, as it is. */
    static RawValue raw(Line line) {
        return new RawValue(line.json());
    }

    /** Null for a number that JSON lacks. */
    static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** A list as a part of an answer. */
    static Map<String, Object> page(String name, List<?> items, @Nullable String next) {
        Map<String, Object> json = new TreeMap<>();
        json.put(name, items);
        json.put("next", next);
        return json;
    }
}
