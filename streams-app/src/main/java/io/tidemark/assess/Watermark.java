package io.tidemark.assess;

import io.tidemark.domain.Mark;
import io.tidemark.domain.Mark.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a model's event time has come: the minimum over its source partitions, so that a fast partition does not make a slow one's
 * data late. Idle and ended partitions are left out; one that was never heard of holds everything back until its reader speaks.
 *
 * @param eventTimeMs everything before is in, but for late data; {@link Long#MIN_VALUE} while unknown
 * @param state FLOWING if a partition still brings events, IDLE if none does, ENDED if none will
 */
public record Watermark(long eventTimeMs, State state) {
    private static final Watermark UNKNOWN = new Watermark(Long.MIN_VALUE, State.FLOWING);

    /** The watermark of those partitions. */
    static Watermark of(AssessRules rules, AssessState state) {
        List<Mark> marks = new ArrayList<>();
        for (String source : rules.sources()) {
            Mark mark = state.mark(source);
            if (mark == null) {
                return UNKNOWN;
            }
            marks.add(mark);
        }
        return of(marks);
    }

    /** The watermark of the source partitions with those marks. */
    public static Watermark of(List<Mark> marks) {
        Watermark flowing = flowing(marks);
        if (flowing != null) {
            return flowing;
        }
        long newest = Long.MIN_VALUE;
        State state = State.ENDED;
        for (Mark mark : marks) {
            newest = Math.max(newest, mark.newestEventTimeMs());
            state = mark.state() == State.ENDED ? state : State.IDLE;
        }
        return new Watermark(newest, state);
    }

    private static @Nullable Watermark flowing(List<Mark> marks) {
        long slowest = Long.MAX_VALUE;
        boolean any = false;
        for (Mark mark : marks) {
            if (mark.state() == State.FLOWING) {
                any = true;
                slowest = Math.min(slowest, mark.newestEventTimeMs());
            }
        }
        return any ? new Watermark(slowest, State.FLOWING) : null;
    }
}
