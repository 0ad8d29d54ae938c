package io.tidemark.query;

import io.tidemark.query.Answer.Moment;
import java.util.function.Function;

/**
 * Asks the state so that an answer is of one moment: what was read is read again, and if it has changed meanwhile the question is asked anew, a
 * few times, as long as there is time. The stream is never held up for it. Any thread may ask.
 */
public final class Questions {
    private static final int TRIES = 4;

    private final RowSource source;
    private final AnswerRoom room;

    /** Whose answers may take what there is of memory. */
    public Questions(RowSource source) {
        this(source, AnswerRoom.unbounded());
    }

    /** @param room what the answers in the making may hold */
    public Questions(RowSource source, AnswerRoom room) {
        this.source = source;
        this.room = room;
    }

    private static boolean isStill(View view) {
        try {
            return view.isStill();
        } catch (Unavailable moved) {
            return false;
        }
    }

    /**
     * The answer.
     *
     * @throws Unavailable if the question cannot do without a part that nobody can answer for now, or there is no room for its answer now
     * @throws TooMuch if more would have to be read than one answer may hold
     */
    public <T> Answer<T> ask(Function<View, T> question) {
        RowSource one = source.forOneQuestion();
        for (int left = TRIES; ; left--) {
            try (AnswerRoom.Share share = room.share()) {
                View view = new View(one, share);
                T value = question.apply(view);
                boolean isOneMoment = isStill(view);
                if (isOneMoment || left == 1 || !one.hasTimeToAskAnew()) {
                    return new Answer<>(
                            value, view.standings(), view.missing(), isOneMoment ? Moment.ONE : Moment.SEVERAL);
                }
            }
        }
    }
}
