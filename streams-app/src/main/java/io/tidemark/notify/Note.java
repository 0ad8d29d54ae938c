package io.tidemark.notify;

/**
 * Something that happened to a model or an objective, for a timeline.
 *
 * @param kind what happened, by the word of the annotation's schema
 * @param objective the objective; empty if it concerns the model
 * @param fromMs when it happened, event time
 * @param clockMs when it was written, by the clock
 * @param by who did it; empty if the monitor
 * @param text one sentence for people
 * @param episodeId the episode that it belongs to; empty if none
 */
public record Note(
        String kind, String objective, long fromMs, long clockMs, String by, String text, String episodeId) {}
