package io.tidemark.domain;

/**
 * How many events of a scope there were; adds exactly.
 *
 * @param events events of any type
 * @param features events that brought a feature row
 * @param predictions events that brought a prediction
 */
public record Rows(long events, long features, long predictions) {
    /** No events: the identity of {@link #plus}. */
    public static final Rows NONE = new Rows(0, 0, 0);

    public Rows plus(Rows other) {
        return new Rows(events + other.events, features + other.features, predictions + other.predictions);
    }

    /** Rows in which the column could have had a value; of a name that may be a feature's or the request's, at most so many. */
    public long concerning(String column) {
        if (ReservedColumn.isOfRequest(column)) {
            return Math.max(predictions, features);
        }
        return ReservedColumn.isReserved(column) ? predictions : features;
    }
}
