package io.tidemark.runtime.story;

import io.tidemark.runtime.OutputLine;
import io.tidemark.runtime.Replay;

/** Follows the story as it happens, on its thread, and hears all that is said of its model. */
public interface Audience extends Replay.Output {
    /** The next chapter begins. */
    void begins(Chapter chapter);

    /** An alert opened, of which {@link #alert} was told just before; whether it is one that the story expects. */
    void opened(OutputLine.OfAlert alert, boolean isExpected);

    /** The story waits for what is to be told of the chapter; many times a second. */
    default void waits() {}
}
