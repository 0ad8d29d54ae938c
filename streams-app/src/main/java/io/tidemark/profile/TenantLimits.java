package io.tidemark.profile;

import java.util.HashSet;
import java.util.Set;

/**
 * How many slices and columns the models of one tenant have in one task. What was admitted stays; what came beyond is counted.
 *
 * <p>Owned by one task; not thread-safe.
 */
final class TenantLimits {
    /** Most names of refused columns that are remembered, so that each is counted once. */
    private static final int MOST_REFUSED = 10_000;

    private final int maxSlices;
    private final int maxColumns;
    private final Set<String> columns = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final boolean limitsEvents;
    private int slices;

    TenantLimits(int maxSlices, int maxColumns, boolean limitsEvents) {
        this.limitsEvents = limitsEvents;
        this.maxSlices = maxSlices;
        this.maxColumns = maxColumns;
    }

    static TenantLimits none() {
        return new TenantLimits(TenantRules.UNLIMITED, TenantRules.UNLIMITED, false);
    }

    /** Whether some events may not be measured, so that each hand-over says how many. */
    boolean limitsEvents() {
        return limitsEvents;
    }

    /** Whether there is room for one more slice, which then takes it. */
    boolean admitSlice() {
        if (slices >= maxSlices) {
            return false;
        }
        slices++;
        return true;
    }

    /** A column of a reference: it takes room, and is there whether there is any. */
    void count(String model, String column) {
        if (maxColumns != TenantRules.UNLIMITED) {
            columns.add(name(model, column));
        }
    }

    /** Whether there is room for a column that no reference knows, which then takes it; one that was admitted is for ever. */
    boolean admitColumn(String model, String column) {
        if (maxColumns == TenantRules.UNLIMITED || columns.contains(name(model, column))) {
            return true;
        }
        if (columns.size() < maxColumns) {
            return columns.add(name(model, column));
        }
        return false;
    }

    /** Whether a column that was not admitted is refused for the first time. */
    boolean isNews(String model, String column) {
        return refused.size() < MOST_REFUSED && refused.add(name(model, column));
    }

    private static String name(String model, String column) {
        return model + '/' + column;
    }
}
