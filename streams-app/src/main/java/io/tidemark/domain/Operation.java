package io.tidemark.domain;

/**
 * What a person, or a tool of theirs, tells judge. The same (id, kind) heard twice is the same operation.
 *
 * @param id identifies it; a silence or correction is ended by its id
 * @param kind what is told
 * @param model the monitored model
 * @param atMs when it was said, by the clock of whoever said it
 * @param by who said it
 * @param reason why, in a sentence; may be empty
 * @param episodeId the episode that is acknowledged or resolved, or a dedupKey for its open episode; empty otherwise
 * @param cover what a silence or correction covers
 * @param span when it holds
 * @param category what a correction is for: maintenance, deployment, chaos, outside-hours or data-incident; empty otherwise
 */
public record Operation(
        String id,
        Kind kind,
        String model,
        long atMs,
        String by,
        String reason,
        String episodeId,
        Cover cover,
        Span span,
        String category)
        implements Tiding {
    /** Most characters of each text; what a topic brings beyond is cut. */
    public static final int LONGEST = 500;

    /** What is told. The names are those of the schema. */
    public enum Kind {
        /** Written down; changes nothing. */
        NOTE,
        ACKNOWLEDGE,
        RESOLVE,
        SILENCE,
        END_SILENCE,
        CORRECT,
        END_CORRECTION,
        /** A reference is to be made of the span's events. What came of it is a note of the same id. */
        PIN
    }

    /**
     * What a silence or correction covers.
     *
     * @param objective the objective; empty for all of the model's; * stands for any run of characters
     * @param slice the slice; empty for all; * as the last character stands for any rest
     * @param severity the word of a severity; empty for all
     */
    public record Cover(String objective, String slice, String severity) {
        /** All of the model. */
        public static final Cover ALL = new Cover("", "", "");
    }

    /**
     * When a silence (by the clock) or a correction (in event time) holds; what a reference is to be made of.
     *
     * @param startMs from when
     * @param endMs until when; 0 for a recurring one without an end
     * @param recurrence how it recurs, as an RFC 5545 RRULE; empty for once
     * @param durationMs how long each recurrence lasts; 0 if it does not recur
     * @param timeZone IANA zone in which it recurs
     */
    public record Span(long startMs, long endMs, String recurrence, long durationMs, String timeZone) {
        /** For what has no span. */
        public static final Span NONE = new Span(0, 0, "", 0, "UTC");
    }
}
