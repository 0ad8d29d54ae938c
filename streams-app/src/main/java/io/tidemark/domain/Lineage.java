package io.tidemark.domain;

/**
 * Where the version comes from that an alert is about.
 *
 * @param version the version of the alert's slice, or else the one that serves; empty if none is known
 * @param run the training run that made it; empty if none is known
 * @param text run, data, what was found in them, and deployment, for people; empty if nothing is known
 */
public record Lineage(String version, String run, String text) {
    /** Nothing is known. */
    public static final Lineage NONE = new Lineage("", "", "");
}
