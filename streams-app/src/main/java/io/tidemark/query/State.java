package io.tidemark.query;

import io.tidemark.query.board.Boards;

/**
 * The state stores of the application, as this instance reaches them.
 *
 * @param local the rows of this instance
 * @param models what all instances know of the models
 * @param questions to the rows of all instances
 * @param monitored what is known of the models beside their state
 * @param pulses how the models are at a glance
 * @param boards what topics say now
 * @param ledgers the objectives and how they stood
 * @param upkeep how the application is
 * @param desk where people tell something
 */
public record State(
        RowSource local,
        Models models,
        Questions questions,
        Monitored monitored,
        Pulses pulses,
        Boards boards,
        Ledgers ledgers,
        Upkeep upkeep,
        Desk desk) {}
