/**
 * Boards: what the topics that judge writes say now, in memory, and what is asked of it. Pure: they are told records and answer questions.
 */
@NullMarked
package io.tidemark.query.board;

import org.jspecify.annotations.NullMarked;
