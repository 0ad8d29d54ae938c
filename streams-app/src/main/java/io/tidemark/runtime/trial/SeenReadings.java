package io.tidemark.runtime.trial;

import io.tidemark.domain.Reading;
import io.tidemark.runtime.trial.Points.BadLine;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What readings of a past time are, noted while they are run through. Owned by one thread. */
final class SeenReadings {
    private static final int NAMED = 20;

    private final String source;
    private final List<BadLine> bad = new ArrayList<>();
    private final Set<String> slices = new LinkedHashSet<>();
    private final Set<String> windows = new LinkedHashSet<>();
    private long count;
    private long rejected;
    private long firstMs = Long.MAX_VALUE;
    private long lastMs = Long.MIN_VALUE;
    private long windowMs;

    /** @param source where they come from, for messages */
    SeenReadings(String source) {
        this.source = source;
    }

    void note(Reading reading) {
        count++;
        firstMs = Math.min(firstMs, reading.window().startMs());
        lastMs = Math.max(lastMs, reading.window().startMs());
        windowMs = reading.window().lengthMs();
        if (slices.size() < PointSource.MOST_SLICES) {
            slices.add(reading.scope().slice());
        }
        if (windows.size() < NAMED) {
            windows.add(reading.scope().model() + " in windows of "
                    + Plain.length(reading.window().lengthMs()) + " against "
                    + reading.comparison().word());
        }
    }

    /** Something that is no reading. */
    void reject(long place, String why) {
        rejected++;
        if (bad.size() < Points.LISTED) {
            bad.add(new BadLine(place, why));
        }
    }

    long count() {
        return count;
    }

    /** {@code lines=3; the first: line 1 no JSON: …}: what was there instead of readings. */
    String rejects() {
        return rejected
                + (bad.isEmpty()
                        ? ""
                        : "; the first: line " + bad.get(0).line() + " "
                                + bad.get(0).text());
    }

    /** What models, windows and comparisons the readings are of. */
    String windows() {
        return String.join(", ", windows);
    }

    /** What the readings are. */
    Points points() {
        return new Points(
                source,
                count,
                rejected,
                bad,
                List.of(),
                firstMs,
                lastMs,
                windowMs,
                slices.size(),
                Points.Whole.GIVEN,
                Points.Order.SORTED);
    }
}
