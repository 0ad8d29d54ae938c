package io.tidemark.domain;

/** With what a reading compares its window; a reading never mixes two of them. */
public enum Comparison {
    /** The monitor's reference: pinned, published, trailing or seasonal. */
    MAIN("main"),
    /** What the training pipeline sent of the version that serves. */
    TRAINING("training"),
    /** All events of the same windows but the slice's own. */
    REST("rest"),
    /** The same windows of another model version. */
    CANARY("canary"),
    /** The first windows of the version itself. */
    LAUNCH("launch"),
    /** The version before: in the same windows, or, where it is gone, in its last ones. */
    PREVIOUS("previous"),
    /** Labels: how good predictions were, against the baseline of their quality. */
    LABELS("labels"),
    /** Labels: how good a version's predictions were, against those of the version before it in its last windows. */
    LABELS_PREVIOUS("labels_previous");

    private final String word;

    Comparison(String word) {
        this.word = word;
    }

    /** As monitor files and readings have it. */
    public String word() {
        return word;
    }

    /** Whether labels say how good the window is, so that it has to wait for them. */
    public boolean isOfLabels() {
        return this == LABELS || this == LABELS_PREVIOUS;
    }

    /** The comparison of a word; {@link #MAIN} for one that is not known. */
    public static Comparison of(String word) {
        for (Comparison comparison : values()) {
            if (comparison.word.equals(word)) {
                return comparison;
            }
        }
        return MAIN;
    }
}
