package io.tidemark.slo;

import io.tidemark.domain.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which slices of its model an objective is kept for, each with a budget of its own. */
public sealed interface Slices {
    /** Only the slice of all events. */
    Slices WHOLE = new Whole();

    /** Every slice, the slice of all events among them. */
    Slices EACH = new Each();

    /** Whether the slice of that name is one of them. */
    boolean include(String slice);

    /** Only the slice of all events. */
    record Whole() implements Slices {
        @Override
        public boolean include(String slice) {
            return slice.equals(Scope.ALL);
        }
    }

    /** Every slice of the model's own events. */
    record Each() implements Slices {
        @Override
        public boolean include(String slice) {
            return !Scope.isDependency(slice);
        }
    }

    /**
     * The reports of a dependency, or of each.
     *
     * @param slice {@link Scope#dependencySlice}; empty for each dependency
     */
    record Dependencies(String slice) implements Slices {
        @Override
        public boolean include(String other) {
            return slice.isEmpty() ? Scope.isDependency(other) : slice.equals(other);
        }
    }

    /**
     * The slices of some groupings, and beside them the slice of all events: steps of a budget, the gate, and an alert that speaks for many
     * slices go by that.
     *
     * @param groupings the dimensions of each, in any order
     */
    record Groupings(Set<Set<String>> groupings) implements Slices {
        /** @throws IllegalArgumentException if there is no grouping or one has no dimension */
        public Groupings {
            groupings = groupings.stream().map(Set::copyOf).collect(Collectors.toUnmodifiableSet());
            if (groupings.isEmpty() || groupings.contains(Set.<String>of())) {
                throw new IllegalArgumentException(
                        "groupings need one or more dimensions each: groupings=" + groupings);
            }
        }

        /** The groupings of these dimensions. */
        public static Groupings of(List<List<String>> groupings) {
            return new Groupings(groupings.stream().map(Set::copyOf).collect(Collectors.toSet()));
        }

        @Override
        public boolean include(String slice) {
            return slice.equals(Scope.ALL) || groupings.contains(Scope.dimensions(slice));
        }
    }
}
