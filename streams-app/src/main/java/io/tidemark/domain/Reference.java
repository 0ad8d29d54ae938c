package io.tidemark.domain;

import io.tidemark.stats.grid.ColumnReference;
import io.tidemark.stats.grid.RowsReference;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one slice's windows are compared with: counts of a range of event time on frozen grids, and how much its windows vary.
 *
 * @param id its version: a hash of the range and the grids, the same for all slices of a pin, or what people called it
 * @param scope model, stage and slice
 * @param range the event time it was made of, on window boundaries
 * @param validFromMs from which event time on it holds
 * @param slices how many slices the pin found, for the count of tests
 * @param rows events in a window
 * @param columns counts and dispersion by column
 * @param label what it is called, where it comes from and how long it holds
 */
public record Reference(
        String id,
        Scope scope,
        TimeWindow range,
        long validFromMs,
        int slices,
        RowsReference rows,
        SortedMap<String, ColumnReference> columns,
        Label label)
        implements Intake {
    /** Where a reference comes from. */
    public enum Kind {
        /** Of a range of the topic's own events. */
        PINNED("pinned"),
        /** Of a file, published under a name. */
        PUBLISHED("published"),
        /** Of the events that the training pipeline sent before there were grids; added to what it sends later. */
        TRAINING("training"),
        /** Of a version's first windows. */
        LAUNCH("launch");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /**
     * What is known of a reference beside its counts.
     *
     * @param kind where it comes from
     * @param name its name; empty if it was given none
     * @param events events that it was made of, in its scope
     * @param madeAtMs when it was made, clock time; 0 if nobody looked at the clock
     * @param expiresMs event time from which on it is too old to compare with; {@link Long#MAX_VALUE} for never
     */
    public record Label(Kind kind, String name, long events, long madeAtMs, long expiresMs) {
        /** A pinned reference without a name that never expires. */
        public static final Label PINNED = new Label(Kind.PINNED, "", 0, 0, Long.MAX_VALUE);
    }

    public Reference {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
    }

    /** A pinned reference without a name that never expires. */
    public Reference(
            String id,
            Scope scope,
            TimeWindow range,
            long validFromMs,
            int slices,
            RowsReference rows,
            SortedMap<String, ColumnReference> columns) {
        this(id, scope, range, validFromMs, slices, rows, columns, Label.PINNED);
    }

    /** Its name and version: {@code pinned:1f0c…}, or with a name {@code published:training-2026@1f0c…}. */
    public String name() {
        return label.kind().word() + ":" + (label.name().isEmpty() ? "" : label.name() + "@") + id;
    }

    /** The same under another version. */
    public Reference as(String version) {
        return new Reference(version, scope, range, validFromMs, slices, rows, columns, label);
    }

    /** The same, known to be made at that time by the clock. */
    public Reference madeAt(long clockMs) {
        Label stamped = new Label(label.kind(), label.name(), label.events(), clockMs, label.expiresMs());
        return new Reference(id, scope, range, validFromMs, slices, rows, columns, stamped);
    }

    /**
     * From which event time on windows may be compared with it. A pinned reference speaks of the windows after its range: before that has
     * passed it would not have been known.
     */
    public long holdsFromMs() {
        return label.kind() == Kind.PUBLISHED ? validFromMs : Math.max(validFromMs, range.endMs());
    }
}
