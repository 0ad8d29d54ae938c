package io.tidemark.query;

/**
 * The state stores of the application, as this instance reaches them.
 *
 * @param local the rows of this instance
 * @param models what all instances know of the models
 * @param ledgers the objectives and how they stood
 * @param upkeep how the application is
 */
public record State(RowSource local, Models models, Ledgers ledgers, Upkeep upkeep) {}
