package io.tidemark.slo;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Stage;

/**
 * A promise about a model's data, and what happens when it is not kept.
 *
 * @param id the name, unique within the model; no {@code |}
 * @param subject whose data
 * @param indicator what is looked at
 * @param goal how much has to be good
 * @param policy when to tell someone
 * @param ownership whom to tell
 */
public record Objective(
        String id, Subject subject, Indicator indicator, Goal goal, AlertPolicy policy, Ownership ownership) {
    /** @throws IllegalArgumentException if the id or the model cannot be part of a key, or the indicator has no rows to count */
    public Objective {
        if (id.isEmpty() || (id + subject.model()).contains("|")) {
            throw new IllegalArgumentException("an objective's id and model must not be empty or contain '|': id=" + id
                    + ", model=" + subject.model());
        }
        if (goal.method() == Alert.Method.OCCURRENCES && !indicator.kind().countsRows()) {
            throw new IllegalArgumentException("an indicator without rows to count needs the method TIMESLICES: id="
                    + id + ", kind=" + indicator.kind() + ", method=OCCURRENCES");
        }
    }

    /** Which slices an objective is kept for. */
    public enum Slices {
        /** Only the slice of all events. */
        WHOLE,
        /** Every slice, each with a budget of its own. */
        EACH
    }

    /**
     * Whose data.
     *
     * @param model the monitored model
     * @param stage where the events come from
     * @param slices which of its slices
     */
    public record Subject(String model, Stage stage, Slices slices) {}

    /**
     * Whom to tell.
     *
     * @param owner team or person; empty if nobody is named
     * @param runbook where to read on; empty if there is none
     * @param description for people
     */
    public record Ownership(String owner, String runbook, String description) {}

    /** Whether a reading is one of its slots. */
    public boolean concerns(Reading reading) {
        return reading.scope().model().equals(subject.model())
                && reading.scope().stage() == subject.stage()
                && reading.window().lengthMs() == goal.slotMs()
                && (subject.slices() == Slices.EACH || reading.scope().isWhole());
    }
}
