package io.tidemark.query;

import io.tidemark.config.Names;
import java.util.List;

/** A question that has no answer, whoever is asked: its message says why, and what would have one. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Why why;
    private final String title;
    private final String nearest;

    /** What is the matter with a question. */
    public enum Why {
        /** It asks for something that is not there. */
        NOT_THERE,
        /** It cannot be answered as it is asked. */
        WRONG
    }

    private Refused(Why why, String title, String message, String nearest) {
        super(message);
        this.why = why;
        this.title = title;
        this.nearest = nearest;
    }

    /**
     * A name that is not known.
     *
     * @param what model, slice, column …
     * @param known the names that there are
     */
    public static Refused unknown(String what, String value, List<String> known) {
        return unknown(what, "", value, known);
    }

    /**
     * A name that is not known in some place.
     *
     * @param where words that follow on what it is, such as {@code " of stage training"}
     */
    static Refused unknown(String what, String where, String value, List<String> known) {
        return new Refused(
                Why.NOT_THERE,
                "unknown " + what,
                "there is no such " + what + where + ": " + what + "=" + value + "; "
                        + (known.isEmpty() ? "none is known yet" : Names.suggestion(value, known, "there are")),
                Names.nearest(value, known));
    }

    /** Event time of which nothing is kept, or not that fine, or not yet. */
    public static Refused notKept(String message) {
        return new Refused(Why.NOT_THERE, "range not kept", message, "");
    }

    /** A question that cannot be answered as it is asked. */
    public static Refused wrong(String message) {
        return new Refused(Why.WRONG, "wrong parameter", message, "");
    }

    public Why why() {
        return why;
    }

    /** The kind of problem, the same each time. */
    public String title() {
        return title;
    }

    /** The name that was perhaps meant; empty if none is near. */
    public String nearest() {
        return nearest;
    }
}
