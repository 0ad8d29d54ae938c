package io.tidemark.runtime.trial;

import io.tidemark.domain.Reading;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Point;
import io.tidemark.slo.history.Trial;
import java.util.ArrayList;
import java.util.List;

/** An SLO that listens to readings in order of time, with what is known of the slot that is now. Owned by one thread. */
final class SlotListener {
    private final Objective objective;
    private final Trial trial;
    private final List<Trial.At> now = new ArrayList<>();
    private long heard;

    SlotListener(Objective objective, Trial trial) {
        this.objective = objective;
        this.trial = trial;
    }

    Objective objective() {
        return objective;
    }

    /** What its indicator makes of one of its own readings. */
    Point point(Reading reading) {
        return objective.indicator().point(reading, objective.goal());
    }

    /** Takes the next point in; slots come in order of time, and of one slice and slot the revisions in theirs. */
    void take(String slice, Point point) {
        heard++;
        if (!now.isEmpty() && now.get(0).point().startMs() != point.startMs()) {
            flush();
        }
        now.add(new Trial.At(slice, point));
    }

    private void flush() {
        trial.slot(now);
        now.clear();
    }

    /** No point is to come. */
    void finish() {
        if (!now.isEmpty()) {
            flush();
        }
    }

    /** Points that it took. */
    long heard() {
        return heard;
    }
}
