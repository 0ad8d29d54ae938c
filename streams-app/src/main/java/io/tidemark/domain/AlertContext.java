package io.tidemark.domain;

import java.util.List;

/**
 * What else is known of an alert, besides what its own data show.
 *
 * @param episodeConsumed share of the budget that this episode has used since its onset, ≥ 0
 * @param slices of an alert on all events: which slices burn too
 * @param changes what changed shortly before the onset, the likeliest first, at most three
 * @param recommendation what the data suggest about the first change, with its evidence; empty if nothing
 * @param standing who has it and who is to be told
 * @param dashboard where to see more, as a link; empty if there is nothing
 * @param policyStep of an alert that says that a step of an error-budget policy holds: {@code default 50 %}; empty of one about burning
 * @param lineage where the version comes from that it is about
 */
public record AlertContext(
        double episodeConsumed,
        Slices slices,
        List<Suspect> changes,
        String recommendation,
        Standing standing,
        String dashboard,
        String policyStep,
        Lineage lineage) {
    /** Nothing else is known. */
    public static final AlertContext NONE = new AlertContext(0, Slices.NONE, List.of(), "", Standing.OPEN, "", "");

    public AlertContext {
        changes = List.copyOf(changes);
    }

    /** A context in which nothing is known of the version. */
    public AlertContext(
            double episodeConsumed,
            Slices slices,
            List<Suspect> changes,
            String recommendation,
            Standing standing,
            String dashboard,
            String policyStep) {
        this(episodeConsumed, slices, changes, recommendation, standing, dashboard, policyStep, Lineage.NONE);
    }

    /** This context with another lineage. */
    public AlertContext with(Lineage other) {
        return new AlertContext(
                episodeConsumed, slices, changes, recommendation, standing, dashboard, policyStep, other);
    }

    /** This context with other slices. */
    public AlertContext with(Slices other) {
        return new AlertContext(
                episodeConsumed, other, changes, recommendation, standing, dashboard, policyStep, lineage);
    }

    /** This context with another standing. */
    public AlertContext with(Standing other) {
        return new AlertContext(
                episodeConsumed, slices, changes, recommendation, other, dashboard, policyStep, lineage);
    }

    /**
     * The slices of an objective beside the slice of all events.
     *
     * @param firing how many fire
     * @param known how many there are
     * @param worst those that fire, the fastest first, at most ten
     */
    public record Slices(int firing, int known, List<AffectedSlice> worst) {
        /** None is known. */
        public static final Slices NONE = new Slices(0, 0, List.of());

        public Slices {
            worst = List.copyOf(worst);
        }
    }

    /**
     * A slice that burns too.
     *
     * @param slice its name
     * @param state of its own episode of the same severity
     * @param consumed share of its own budget that is used
     * @param burn its burn rate over the long lookback of the first pair
     */
    public record AffectedSlice(String slice, Alert.State state, double consumed, double burn) {}

    /**
     * A change shortly before the onset: a candidate for the cause, no more.
     *
     * @param change what happened
     * @param leadMs from the change to the onset; negative if it came within the first bad slot
     * @param score nearness in time × scope × kind, in [0, 1]
     */
    public record Suspect(Change change, long leadMs, double score) {}

    /**
     * Who has an alert, and who is to be told.
     *
     * @param acknowledgedBy who has taken the episode; empty if nobody has
     * @param acknowledgedMs when, by the clock; 0 if nobody has
     * @param silencedBy ids of the silences that cover it
     * @param inhibitedBy dedupKeys of the alerts that explain it
     * @param escalationLevel 0 not escalated, 1 to the first role …
     * @param roles the roles to be told now; empty for the owner alone
     */
    public record Standing(
            String acknowledgedBy,
            long acknowledgedMs,
            List<String> silencedBy,
            List<String> inhibitedBy,
            int escalationLevel,
            List<String> roles) {
        /** Nobody has it, and nothing covers it. */
        public static final Standing OPEN = new Standing("", 0, List.of(), List.of(), 0, List.of());

        /** Whether a silence covers it or another alert explains it: nobody is to be told. */
        public boolean isCovered() {
            return !silencedBy.isEmpty() || !inhibitedBy.isEmpty();
        }

        public Standing {
            silencedBy = List.copyOf(silencedBy);
            inhibitedBy = List.copyOf(inhibitedBy);
            roles = List.copyOf(roles);
        }
    }
}
