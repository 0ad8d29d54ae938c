package io.tidemark.slo.policy;

import io.tidemark.slo.Episode;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Step;

/**
 * The keys under which judge keeps what it knows of error-budget policies, beside its ledgers.
 *
 * <pre>
 * policy/MODEL|OBJECTIVE                      {@link PolicySteps}
 * decision/MODEL                              {@link Stamp}
 * escalation/MODEL|OBJECTIVE|SLICE|EPISODE    {@link Chain}; gone with its episode: a severity, or no_data
 * </pre>
 */
public final class PolicyKeys {
    /** What every key of a decision begins with. */
    public static final String DECISIONS = "decision/";

    /** What every key of an escalation begins with. */
    public static final String ESCALATIONS = "escalation/";

    /** The word of an episode of silence. */
    public static final String SILENCE = "no_data";

    /** What every key of steps begins with. */
    public static final String STEPS = "policy/";

    private PolicyKeys() {}

    /** Of an objective's steps. */
    public static String steps(Objective objective) {
        return STEPS + objective.subject().model() + "|" + objective.id();
    }

    /** Of a model's decision. */
    public static String decision(String model) {
        return DECISIONS + model;
    }

    /** The model of {@link #decision}. */
    public static String model(String decision) {
        return decision.substring(DECISIONS.length());
    }

    /** The word of an episode: its severity, or {@link #SILENCE}. */
    public static String word(Episode episode) {
        return episode.subject() == Step.Subject.SILENCE
                ? SILENCE
                : episode.severity().word();
    }

    /** Of an episode's escalation. */
    public static String escalation(Escalated whose) {
        return ESCALATIONS + String.join("|", whose.model, whose.objective, whose.slice, whose.episode);
    }

    /**
     * Whose escalation it is.
     *
     * @param episode see {@link #word}
     */
    public record Escalated(String model, String objective, String slice, String episode) {
        /** Of {@link #escalation}: neither model nor objective have a bar in them, a slice may. */
        public static Escalated of(String key) {
            String[] parts = key.substring(ESCALATIONS.length()).split("\\|", 3);
            int last = parts[2].lastIndexOf('|');
            return new Escalated(parts[0], parts[1], parts[2].substring(0, last), parts[2].substring(last + 1));
        }
    }
}
