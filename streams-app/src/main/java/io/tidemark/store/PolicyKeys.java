package io.tidemark.store;

import io.tidemark.domain.Alert;
import io.tidemark.slo.Objective;

/**
 * The keys in {@link StoreNames#SLOTS} under which judge keeps what it knows of error-budget policies.
 *
 * <pre>
 * policy/MODEL|OBJECTIVE|SLICE                 {@link io.tidemark.slo.policy.PolicySteps}; the slice of all events alone
 * decision/MODEL                               {@link io.tidemark.slo.policy.Stamp}
 * escalation/MODEL|OBJECTIVE|SLICE|SEVERITY    {@link io.tidemark.slo.policy.Chain}; gone with its episode
 * </pre>
 */
public final class PolicyKeys {
    /** What every key of a decision begins with. */
    public static final String DECISIONS = "decision/";

    /** What every key of an escalation begins with. */
    public static final String ESCALATIONS = "escalation/";

    private PolicyKeys() {}

    /** Of an objective's steps. */
    public static String steps(Objective objective, String slice) {
        return "policy/" + place(objective, slice);
    }

    /** Of a model's decision. */
    public static String decision(String model) {
        return DECISIONS + model;
    }

    /** The model of {@link #decision}. */
    public static String model(String decision) {
        return decision.substring(DECISIONS.length());
    }

    /** Of an episode's escalation. */
    public static String escalation(Objective objective, String slice, Alert.Severity severity) {
        return ESCALATIONS + place(objective, slice) + "|" + severity.word();
    }

    private static String place(Objective objective, String slice) {
        return objective.subject().model() + "|" + objective.id() + "|" + slice;
    }

    /**
     * Whose escalation it is.
     *
     * @param severity the severity's word
     */
    public record Escalated(String model, String objective, String slice, String severity) {
        /** Of {@link #escalation}: neither model nor objective have a bar in them, a slice may. */
        public static Escalated of(String key) {
            String[] parts = key.substring(ESCALATIONS.length()).split("\\|", 3);
            int last = parts[2].lastIndexOf('|');
            return new Escalated(parts[0], parts[1], parts[2].substring(0, last), parts[2].substring(last + 1));
        }
    }
}
