package io.tidemark.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** The paths of the server, each with what it asks of who calls. */
final class Paths {
    /** Set once an answer is written. */
    static final String ANSWERED = "answered";

    private final RoutesConfig routes;
    private final Guard guard;
    private final SharedAnswers answers = new SharedAnswers();
    private final Seats seats = new Seats();

    Paths(RoutesConfig routes, Guard guard) {
        this.routes = routes;
        this.guard = guard;
    }

    /** Answers a request. */
    interface Handler {
        void handle(Context request, Tokens.Caller caller);
    }

    /** What may have to wait for others, and so takes a seat. */
    void get(String path, Role role, Handler handler) {
        prompt(path, role, seated(handler));
    }

    /** What waits for nobody, or sees itself to it that not too many do; it is answered whoever waits. */
    void prompt(String path, Role role, Handler handler) {
        routes.get(path, request -> answer(request, path, role, handler));
        // Else the library answers it itself, 200 whoever asks.
        routes.head(path, request -> answer(request, path, role, handler));
    }

    private Handler seated(Handler handler) {
        return (request, caller) -> seats.on(() -> handler.handle(request, caller));
    }

    /** As {@link #get}, for what is the same for all who ask and costs something to find out. */
    void shared(String path, Role role, Handler handler) {
        get(path, role, (request, caller) -> answers.answer(request, () -> handler.handle(request, caller)));
    }

    void post(String path, Role role, Handler handler) {
        routes.post(path, request -> answer(request, path, role, seated(handler)));
    }

    private void answer(Context request, String path, Role role, Handler handler) {
        request.header("X-Content-Type-Options", "nosniff");
        request.header("Cache-Control", "no-store");
        Tokens.Caller caller = guard.admit(request, role);
        Visible.admit(request, path, caller);
        handler.handle(request, caller);
        request.attribute(ANSWERED, true);
    }
}
