package io.tidemark.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a prediction whose truth may still come, or change.
 *
 * @param predicted null while only its label has come
 * @param truth null while it has none
 */
public record OpenPrediction(@Nullable Predicted predicted, @Nullable Truth truth) {
    /** Neither has come. */
    public static final OpenPrediction NOTHING = new OpenPrediction(null, null);
}
