package io.tidemark.http;

import io.tidemark.query.Refused;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is wrong with a request, as RFC 9457 has it.
 *
 * @param status the HTTP status
 * @param title the kind of problem, the same each time
 * @param detail what, where, the value seen, what would be right
 * @param more further members, such as {@code nearest}
 */
record Problem(int status, String title, String detail, Map<String, Object> more) {
    Problem {
        more = Map.copyOf(more);
    }

    /** A problem without further members. */
    static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, Map.of());
    }

    /** A question that has no answer. */
    static Problem of(Refused refused) {
        return new Problem(
                refused.why() == Refused.Why.NOT_THERE ? 404 : 400,
                refused.title(),
                String.valueOf(refused.getMessage()),
                refused.nearest().isEmpty() ? Map.of() : Map.of("nearest", refused.nearest()));
    }

    /** As it is sent. */
    Map<String, Object> json() {
        Map<String, Object> json = new TreeMap<>(more);
        json.put("type", "about:blank");
        json.put("status", status);
        json.put("title", title);
        json.put("detail", detail);
        return json;
    }

    /** Ends a request with it. */
    Failure failure() {
        return new Failure(this);
    }

    /** A request that cannot be answered. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        private Failure(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }
}
