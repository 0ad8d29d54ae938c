package io.tidemark.query;

/**
 * The state stores of the application, as this instance reaches them.
 *
 * @param local the rows of this instance
 * @param models what all instances know of the models
 * @param questions to the rows of all instances
 * @param monitored what is known of the models beside their state
 */
public record State(RowSource local, Models models, Questions questions, Monitored monitored) {}
