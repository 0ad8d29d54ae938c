package io.tidemark.config;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Owners;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One OpenSLO v1 document of {@code kind: SLO}, checked and with every default filled in.
 *
 * @param name unique in the file
 * @param model the monitored model that it speaks of; its service, if it speaks of something else
 * @param about what people are told
 * @param slices for which slices a budget is kept
 * @param indicator what is good
 * @param goal how much of it must be good, and over what time
 * @param noData what windows without data count as
 * @param mode whether alerts are sent
 * @param alertPolicies when the budget burns too fast; never empty
 * @param comparison which of the model's readings: those against that kind of reference
 * @param care what follows, and who looks after it
 */
public record SloSpec(
        String name,
        String model,
        About about,
        SliceChoice slices,
        IndicatorSpec indicator,
        Goal goal,
        NoData noData,
        Mode mode,
        List<AlertPolicySpec> alertPolicies,
        Comparison comparison,
        Care care) {
    public SloSpec {
        alertPolicies = List.copyOf(alertPolicies);
    }

    /**
     * What people are told; each may be empty.
     *
     * @param title the display name, else the name
     * @param description one or more sentences
     * @param owners who is to be told
     * @param runbook link to what to do
     */
    public record About(String title, String description, Owners owners, String runbook) {
        /** One who is told whatever the cause. */
        public About(String title, String description, String owner, String runbook) {
            this(title, description, Owners.of(owner), runbook);
        }
    }

    /**
     * What follows when the budget is used, and who looks after the SLO.
     *
     * @param budgetPolicy name of its error-budget policy; {@link #USUAL_POLICY} for the usual one
     * @param escalation name of who is told when nobody answers; empty for nobody
     * @param maxSlices most slices that have a budget of their own
     * @param dryRunUntil when a dry run ends and is reported on; {@link Instant#MAX} for never
     * @param reviewBy the day by which somebody looks at it again; {@link LocalDate#MAX} for none
     * @param revisionHorizon how late data may be and still change a slot
     * @param dashboard link to charts; empty for none
     */
    public record Care(
            String budgetPolicy,
            String escalation,
            int maxSlices,
            Instant dryRunUntil,
            LocalDate reviewBy,
            Duration revisionHorizon,
            String dashboard) {
        /** The policy that is always there. */
        public static final String USUAL_POLICY = "default";

        /** Slices beyond a thousand are counted together. */
        public static final int USUAL_SLICES = 1_000;

        /** A day late. */
        public static final Duration USUAL_HORIZON = Duration.ofHours(24);

        /** Nothing is said. */
        public static final Care USUAL =
                new Care(USUAL_POLICY, "", USUAL_SLICES, Instant.MAX, LocalDate.MAX, USUAL_HORIZON, "");
    }

    /** Whether another tool measures what is good, so that no model's readings are looked at. */
    public boolean isMeasuredElsewhere() {
        return indicator instanceof IndicatorSpec.Elsewhere;
    }

    /** Whether it counts what is done to versions, loads or rollouts, and no events. */
    public boolean isOfReleases() {
        return isOfReleases(indicator);
    }

    static boolean isOfReleases(IndicatorSpec indicator) {
        return indicator instanceof IndicatorSpec.OfEvents events
                && (events.kind() == IndicatorSpec.Kind.LOADING || events.kind() == IndicatorSpec.Kind.ROLLOUT);
    }

    /** What windows without data count as. */
    public enum NoData {
        EXCLUDE,
        GOOD,
        BAD
    }

    /** Whether alerts are sent. */
    public enum Mode {
        LIVE,
        /** Computed and shown, never sent. */
        DRY_RUN,
        /** Not even computed. */
        OFF
    }
}
