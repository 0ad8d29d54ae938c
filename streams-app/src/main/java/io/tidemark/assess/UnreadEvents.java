package io.tidemark.assess;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Profile;
import io.tidemark.domain.RowFacts.Tally;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is left of a window's measurements where some of its events were not read, beyond a tenant's quota. GOOD says something of all events, so there it is
 * INSUFFICIENT; BAD needs no more than those that were read, but for what counts events. The share that was not read is a measurement of its own, and BAD.
 */
final class UnreadEvents {
    /** What speaks of how many events there are, and nothing else. */
    private static final Set<Measure> NUMBERS = EnumSet.of(Measure.VOLUME, Measure.ROWS, Measure.COMPLETENESS);

    private UnreadEvents() {}

    /** The measurements as far as they stand, and what was not read. */
    static List<Measurement> told(ClosedWindow closed, List<Measurement> measurements) {
        Tally own = closed.profile().facts().unread();
        boolean isAll = own.bad() == 0
                && closed.history().earlier().stream()
                        .allMatch(stored -> stored.profile().facts().unread().bad() == 0);
        if (isAll) {
            return measurements;
        }
        List<Measurement> told = new ArrayList<>();
        for (Measurement measurement : measurements) {
            told.add(isPartOf(closed, measurement.scale()) ? lessened(measurement) : measurement);
        }
        if (own.bad() > 0) {
            told.add(measurement(own));
        }
        return told;
    }

    /** Whether only a part was read of the windows that a scale sums up. */
    private static boolean isPartOf(ClosedWindow closed, int scale) {
        if (closed.profile().facts().unread().bad() > 0) {
            return true;
        }
        long startMs = closed.window().last(scale).startMs();
        for (Profile earlier : closed.history().between(startMs, closed.window().startMs())) {
            if (earlier.facts().unread().bad() > 0) {
                return true;
            }
        }
        return false;
    }

    private static Measurement lessened(Measurement measurement) {
        Judged judged = measurement.judged();
        boolean stands = judged.verdict() == Verdict.BAD && !NUMBERS.contains(judged.measure());
        boolean saysNothing = judged.verdict() != Verdict.BAD && judged.verdict() != Verdict.GOOD;
        return stands || saysNothing ? measurement : measurement.with(judged.with(Verdict.INSUFFICIENT), List.of());
    }

    /** Counted, not drawn: its bounds are the value. */
    private static Measurement measurement(Tally unread) {
        double share = (double) unread.bad() / unread.total();
        Judged judged = new Judged(
                Measure.UNREAD,
                "",
                new Estimate(share, share, share, unread.total(), 0),
                0,
                0,
                unread.bad(),
                unread.total(),
                0,
                0,
                Verdict.BAD);
        return new Measurement("", 1, judged, 1, List.of());
    }
}
