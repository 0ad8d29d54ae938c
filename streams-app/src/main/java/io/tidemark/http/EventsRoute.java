package io.tidemark.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tidemark.query.board.BoardEvent;
import io.tidemark.query.board.Boards;
import io.tidemark.query.board.EventRing;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * What is new on the boards, as server-sent events. A listener keeps one of the server's threads, so there are at most {@value #MOST_LISTENERS}. One
 * who reads too slowly misses events, is told so and has to ask anew; one who does not read at all is dropped by the server's idle time-out. Neither
 * holds anybody up.
 *
 * <p>Not by the web library's own handler of such events: that says 200 before anybody could be refused.
 */
final class EventsRoute implements ApiServer.Routes {
    static final int MOST_LISTENERS = 100;
    /** Well under the server's idle time-out of 30 s. */
    private static final long HEARTBEAT_MS = 15_000;

    private static final String RESET = "event: reset\nid: %s-%d\ndata: {}\n\n";

    private final Sources sources;
    private final Semaphore seats = new Semaphore(MOST_LISTENERS);

    EventsRoute(Sources sources) {
        this.sources = sources;
    }

    @Override
    public void addTo(Paths paths) {
        paths.prompt("/api/v1/events", Role.READ, (request, caller) -> listen(request));
    }

    private void listen(Context request) {
        Parameters.of(request, Visible.TENANT);
        Boards boards = sources.state().boards();
        if (request.method() == HandlerType.HEAD) {
            request.contentType("text/event-stream");
            return;
        }
        if (!seats.tryAcquire()) {
            throw Problem.of(
                            503,
                            "too many listeners",
                            MOST_LISTENERS + " listen already; ask again later, or ask now and then")
                    .failure();
        }
        try {
            request.contentType("text/event-stream").header("X-Accel-Buffering", "no");
            follow(
                    boards,
                    last(request, boards),
                    Visible.of(request),
                    request.res().getOutputStream());
        } catch (IOException gone) {
            // As every listener leaves in the end.
            request.attribute(Paths.ANSWERED, true);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            seats.release();
        }
    }

    /** Where the listener was; where the boards are if he is new; before all of it if nobody knows. */
    private static long last(Context request, Boards boards) {
        String id = request.header("Last-Event-ID");
        if (id == null || id.isBlank()) {
            return boards.events().newest();
        }
        int dash = id.lastIndexOf('-');
        try {
            return dash > 0 && id.substring(0, dash).equals(boards.epoch())
                    ? Long.parseLong(id.substring(dash + 1))
                    : -1;
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    private static void follow(Boards boards, long from, Visible visible, ServletOutputStream out)
            throws IOException, InterruptedException {
        write(out, ": listening\n\n");
        long at = from;
        while (true) {
            EventRing.Batch batch = boards.events().after(at, HEARTBEAT_MS);
            if (batch.news() == EventRing.News.CLOSED) {
                return;
            }
            if (batch.news() == EventRing.News.MISSED) {
                write(out, String.format(RESET, boards.epoch(), batch.upTo()));
            } else if (batch.events().isEmpty()) {
                write(out, ": still here\n\n");
            } else {
                write(out, text(boards.epoch(), batch, visible));
            }
            at = batch.upTo();
        }
    }

    private static String text(String epoch, EventRing.Batch batch, Visible visible) {
        StringBuilder text = new StringBuilder();
        for (BoardEvent event : batch.events()) {
            Map<String, Object> values = event.values();
            if (!visible.has(String.valueOf(values.getOrDefault("model", "")))) {
                continue;
            }
            text.append("event: ").append(event.type());
            text.append("\nid: ").append(epoch).append('-').append(event.id());
            text.append("\ndata: ").append(Json.text(values)).append("\n\n");
        }
        return text.toString();
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
