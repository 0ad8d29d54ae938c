package io.tidemark.domain;

/**
 * A pane or a closed window as it is kept.
 *
 * @param startMs start of the pane or window
 * @param revision how often late data changed the window after it closed; 0 for panes
 * @param profile the counts
 */
public record StoredProfile(long startMs, int revision, Profile profile) {}
