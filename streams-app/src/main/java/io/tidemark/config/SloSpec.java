package io.tidemark.config;

import io.tidemark.domain.Comparison;
import java.util.List;

/**
 * One OpenSLO v1 document of {@code kind: SLO}, checked and with every default filled in.
 *
 * @param name unique in the file
 * @param model the monitored model that it speaks of
 * @param about what people are told
 * @param slices for which slices a budget is kept
 * @param indicator what is good
 * @param goal how much of it must be good, and over what time
 * @param noData what windows without data count as
 * @param mode whether alerts are sent
 * @param alertPolicies when the budget burns too fast; never empty
 * @param comparison which of the model's readings: those against that kind of reference
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
        Comparison comparison) {
    public SloSpec {
        alertPolicies = List.copyOf(alertPolicies);
    }

    /** An SLO of readings against the monitor's reference. */
    public SloSpec(
            String name,
            String model,
            About about,
            SliceChoice slices,
            IndicatorSpec indicator,
            Goal goal,
            NoData noData,
            Mode mode,
            List<AlertPolicySpec> alertPolicies) {
        this(name, model, about, slices, indicator, goal, noData, mode, alertPolicies, Comparison.MAIN);
    }

    /**
     * What people are told; each may be empty.
     *
     * @param title the display name, else the name
     * @param description one or more sentences
     * @param owner who is to be told
     * @param runbook link to what to do
     */
    public record About(String title, String description, String owner, String runbook) {}

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
        DRY_RUN
    }
}
