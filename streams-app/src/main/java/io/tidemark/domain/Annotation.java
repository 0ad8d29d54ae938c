package io.tidemark.domain;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that happened to a model, its budgets or its objectives, for charts and timelines.
 *
 * @param id identifies it: the same id heard twice is the same annotation
 * @param kind what happened
 * @param subject what it happened to
 * @param times when
 * @param by who did it; empty if the monitor
 * @param text one sentence for people
 * @param link where to read more; empty if nowhere
 * @param values its numbers and names, for machines
 */
public record Annotation(
        String id,
        Kind kind,
        Subject subject,
        Times times,
        String by,
        String text,
        String link,
        SortedMap<String, String> values) {
    public Annotation {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** What the monitor itself noticed. */
    public static Annotation of(
            String id, Kind kind, Subject subject, Times times, String text, Map<String, String> values) {
        return new Annotation(id, kind, subject, times, "", text, "", new TreeMap<>(values));
    }

    /** What happened; in lower case the word on the topic. */
    public enum Kind {
        CHANGE,
        CHANGE_CONFIRMED,
        CHANGE_NOT_CONFIRMED,
        ROLLBACK_RECOMMENDED,
        POLICY_ENTERED,
        POLICY_LEFT,
        POSTMORTEM_REQUIRED,
        BUDGET_REVISED,
        LATE_DROPPED,
        CORRECTION,
        SILENCE,
        ACKNOWLEDGED,
        ESCALATED,
        SLO_EDITED,
        PENDING_DIED,
        DRY_RUN_REPORT,
        RUN_STARTED,
        RUN_SUCCEEDED,
        RUN_FAILED,
        RUN_STUCK,
        RUN_BAD,
        RUN_AFTER_END,
        PROMOTION_ELIGIBLE,
        PROMOTION_NOT_ELIGIBLE,
        LIFECYCLE_CHANGED,
        DEMOTE_RECOMMENDED,
        NOTE
    }

    /**
     * What it happened to.
     *
     * @param model the model; empty if it concerns all of them
     * @param objective the objective; empty if it concerns the model
     * @param slice the slice; empty if it concerns all
     * @param episodeId the episode; empty if none
     */
    public record Subject(String model, String objective, String slice, String episodeId) {
        /** A model as a whole. */
        public static Subject of(String model) {
            return new Subject(model, "", "", "");
        }
    }

    /**
     * When it happened.
     *
     * @param fromMs when it happened or began, event time
     * @param toMs when it ends, event time; equal to fromMs for an instant
     * @param clockMs when it was written, by the monitor's clock
     */
    public record Times(long fromMs, long toMs, long clockMs) {}
}
