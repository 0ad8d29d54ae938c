package io.tidemark.topology;

/** The names of all nodes of the topology, in the order of the picture. A changed name needs a decision record. */
public final class Nodes {
    static final String GRIDS = "grids";
    static final String EVENTS = "events";
    static final String PROFILE = "profile";
    static final String SPARKS = "sparks";
    static final String AT_COMMIT = "at-commit";
    static final String WHEN_FULL = "when-full";
    static final String HAND_OVER = "hand-over";
    static final String EMIT = "emit";
    public static final String PARTIALS_OUT = "partials-out";
    public static final String DEAD_LETTERS_OUT = "dead-letters-out";
    public static final String GRADABLE_OUT = "gradable-out";
    static final String GRADABLE_IN = "gradable-in";
    static final String GRADE = "grade";
    static final String GRADED_OUT = "graded-out";
    static final String PARTIALS_IN = "partials-in";
    static final String REFERENCES_IN = "references-in";
    static final String ASSESS = "assess";
    static final String READINGS_OUT = "readings-out";
    static final String READINGS_IN = "readings-in";
    public static final String JUDGE = "judge";
    public static final String ALERTS_OUT = "alerts-out";
    public static final String ALERTS_STATE_OUT = "alerts-state-out";
    public static final String ALERTS_DRY_RUN_OUT = "alerts-dry-run-out";
    public static final String STATUS_OUT = "status-out";
    public static final String ANNOTATIONS_OUT = "annotations-out";
    public static final String DECISIONS_OUT = "decisions-out";
    static final String CHANGES_IN = "changes-in";
    static final String RUNS_IN = "runs-in";
    static final String ROUTE = "route";
    public static final String OPERATIONS_OUT = "operations-out";
    public static final String ROUTE_LETTERS_OUT = "route-letters-out";
    static final String OPERATIONS_IN = "operations-in";
    static final String HEAR = "hear";
    public static final String HEAR_LETTERS_OUT = "hear-letters-out";

    private Nodes() {}
}
