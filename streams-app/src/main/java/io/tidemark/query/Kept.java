package io.tidemark.query;

import io.tidemark.store.StoreNames;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The stores that can be asked, and whose keys they are partitioned by. */
public enum Kept {
    /** Panes, windows, hours and days of a scope. */
    PROFILES(StoreNames.PROFILES, Stage.ASSESS),
    /** Marks, closed windows and scopes. */
    PROGRESS(StoreNames.PROGRESS, Stage.ASSESS),
    /** What windows are compared with. */
    REFERENCES(StoreNames.REFERENCES, Stage.ASSESS),
    /** Windows of quality of predictions. */
    QUALITY(StoreNames.QUALITY, Stage.ASSESS),
    /** Ledgers of objectives and slices. */
    SLOTS(StoreNames.SLOTS, Stage.JUDGE),
    /** Changes, and what people told judge. */
    OPERATIONS(StoreNames.OPERATIONS, Stage.JUDGE),
    /** What people heard. */
    VOICES(StoreNames.VOICES, Stage.JUDGE);

    /** Whose stores they are. */
    public enum Stage {
        /** Partitioned by (model, stage, slice). */
        ASSESS,
        /** Partitioned by model. */
        JUDGE
    }

    private final String store;
    private final Stage stage;

    Kept(String store, Stage stage) {
        this.store = store;
        this.stage = stage;
    }

    /** The store's name. */
    public String store() {
        return store;
    }

    public Stage stage() {
        return stage;
    }

    /** The one of that name, in any case. */
    public static Optional<Kept> of(String name) {
        return Arrays.stream(values())
                .filter(kept -> kept.store.equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
