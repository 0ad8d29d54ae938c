package io.tidemark.config;

import io.tidemark.domain.Season;
import io.tidemark.domain.Season.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code seasonal}, {@code cycles} and {@code timeZone} of a reference. */
final class SeasonReader {
    /** From five sums on, how much they vary is known. */
    private static final int USUAL_CYCLES = 5;

    private static final int MOST_CYCLES = 100;
    private static final Map<String, Phase> PHASES = phases();

    private final Windows windows;
    private final boolean areWindowsSound;

    SeasonReader(Windows windows, boolean areWindowsSound) {
        this.windows = windows;
        this.areWindowsSound = areWindowsSound;
    }

    Season read(Section section) {
        Field seasonal = section.field("seasonal");
        Field cycles = section.field("cycles");
        if (!seasonal.isPresent()) {
            seasonal.failMissing("write one of " + String.join(", ", PHASES.keySet()));
        }
        Phase phase = seasonal.choice(PHASES, Phase.HOUR_OF_WEEK);
        Season season = new Season(
                phase, cycles.whole(1, MOST_CYCLES, USUAL_CYCLES), SourceReader.timeZone(section.field("timeZone")));
        if (areWindowsSound && seasonal.isPresent()) {
            check(season, seasonal, cycles);
        }
        return season;
    }

    private void check(Season season, Field seasonal, Field cycles) {
        Duration cycle = season.phase().cycle();
        if (cycle.toMillis() % windows.size().toMillis() != 0) {
            seasonal.fail("repeats every " + DurationText.of(cycle) + ", which is no whole number of windows of "
                    + DurationText.of(windows.size()));
            return;
        }
        Duration exact = cycle.multipliedBy(season.cycles()).plus(windows.size());
        Duration needed = Duration.ofDays(
                -Math.floorDiv(-exact.toMillis(), Duration.ofDays(1).toMillis()));
        if (exact.compareTo(windows.retention()) > 0) {
            (cycles.isPresent() ? cycles : seasonal)
                    .fail("looks back " + season.cycles() + " cycles of " + DurationText.of(cycle) + ", but retention="
                            + DurationText.of(windows.retention()) + "; set windows.retention to "
                            + DurationText.of(needed) + " or more, or take fewer cycles");
        }
    }

    private static Map<String, Phase> phases() {
        Map<String, Phase> words = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            words.put(phase.word(), phase);
        }
        return words;
    }
}
