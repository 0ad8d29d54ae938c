package io.tidemark.store;

/** The names of all state stores. A changed name is a migration of state: it needs a decision record. */
public final class StoreNames {
    /** Live counts of profile, on the heap. */
    public static final String LIVE = "live";
    /** The cached table whose flush tells profile of a commit. */
    public static final String SPARKS = "sparks";
    /** Grids of all models, on every instance. */
    public static final String GRIDS = "grids";
    /** Panes and windows of assess. */
    public static final String PROFILES = "profiles";
    /** Marks, closed windows and scopes of assess. */
    public static final String PROGRESS = "progress";
    /** Predictions and labels that grade joins. */
    public static final String PREDICTIONS = "predictions";
    /** Quality of predictions, of assess. */
    public static final String QUALITY = "quality";
    /** References of assess. */
    public static final String REFERENCES = "references";
    /** Slots, budgets and episodes of judge. */
    public static final String SLOTS = "slots";

    /** Changes, and what people told judge. */
    public static final String OPERATIONS = "operations";

    /** What people heard of judge's alerts, what waits to be told, and silences. */
    public static final String VOICES = "voices";

    private StoreNames() {}
}
