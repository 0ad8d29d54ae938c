package io.tidemark.slo;

import io.tidemark.domain.Cause;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Owners;
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
 * @param about what people are told
 */
public record Objective(String id, Subject subject, Indicator indicator, Goal goal, AlertPolicy policy, About about) {
    /** @throws IllegalArgumentException if the id or the model cannot be part of a key */
    public Objective {
        if (id.isEmpty() || (id + subject.model()).contains("|")) {
            throw new IllegalArgumentException("an objective's id and model must not be empty or contain '|': id=" + id
                    + ", model=" + subject.model());
        }
    }

    /** Tells this wording from others that mean something else; O(size of the objective). */
    public Revision revision() {
        return Revision.of(this);
    }

    /**
     * Whose data.
     *
     * @param model the monitored model
     * @param stage where the events come from
     * @param slices which of its slices
     * @param comparison which of its readings: those against that kind of reference, and no others
     * @param mostSlices how many slices have a budget of their own, the slice of all events not counted
     */
    public record Subject(String model, Stage stage, Slices slices, Comparison comparison, int mostSlices) {
        /** Whose data, against the monitor's reference. */
        public Subject(String model, Stage stage, Slices slices) {
            this(model, stage, slices, Comparison.MAIN);
        }

        /** Whose data, of as many slices as is usual. */
        public Subject(String model, Stage stage, Slices slices, Comparison comparison) {
            this(model, stage, slices, comparison, SliceLimit.USUAL);
        }
    }

    /**
     * What people are told; each may be empty.
     *
     * @param title the name for people
     * @param description one or more sentences
     * @param owners teams or people
     * @param runbook where to read on
     * @param dashboard where the charts are
     */
    public record About(String title, String description, Owners owners, String runbook, String dashboard) {
        /** One owner, whatever the cause. */
        public About(String title, String description, String owner, String runbook, String dashboard) {
            this(title, description, Owners.of(owner), runbook, dashboard);
        }

        /** Nothing is told. */
        public static final About NOTHING = new About("", "", "", "");

        /** Without charts. */
        public About(String title, String description, String owner, String runbook) {
            this(title, description, owner, runbook, "");
        }
    }

    /** The same promise, counted in other slots. */
    public Objective with(Goal other) {
        return new Objective(id, subject, indicator, other, policy, about);
    }

    /** What a breach of an objective explains, or is explained by. */
    public enum Concern {
        /** A dependency does not work: what happens to the model's data and answers may follow from it. */
        DEPENDENCY,
        /** Data do not come: what is said of those that come is no news of its own. */
        ARRIVAL,
        /** What the data, or the answers, are like. */
        CONTENT
    }

    /** What it is about. */
    public Concern concern() {
        if (subject.slices() instanceof Slices.Dependencies) {
            return Concern.DEPENDENCY;
        }
        return indicator.selection().kind().isOfArrival() ? Concern.ARRIVAL : Concern.CONTENT;
    }

    /** Where a breach most likely comes from, as far as what is looked at tells: versions that differ are the model's. */
    public Cause cause() {
        return switch (subject.comparison()) {
            case CANARY, LAUNCH, PREVIOUS, LABELS, LABELS_PREVIOUS -> Cause.MODEL;
            case MAIN, TRAINING, REST ->
                subject.slices() instanceof Slices.Dependencies
                        ? Cause.SERVING
                        : indicator.selection().cause();
        };
    }

    /** Who is told of a breach, as long as nothing else is known of its cause; empty for nobody. */
    public String owner() {
        return about.owners().of(cause());
    }

    /** Whether a reading is one of its slots. */
    public boolean concerns(Reading reading) {
        return reading.scope().model().equals(subject.model())
                && reading.scope().stage() == subject.stage()
                && reading.comparison() == subject.comparison()
                && reading.window().lengthMs() == goal.slotMs()
                && subject.slices().include(reading.scope().slice());
    }
}
