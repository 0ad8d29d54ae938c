package io.tidemark.assess;

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Season;
import java.util.Optional;
import java.util.function.Function;

/**
 * What assess needs to know of a monitor's references beside the trailing ones.
 *
 * @param seasons the seasonal reference of a column; empty if it has none
 * @param published name of the published reference that is waited for; empty if the monitor pins its own
 * @param warmUpMs event time that the first reference needs; 0 if it has a stated range or is published
 * @param waiting what the first reference waits for, for people: {@code 7d} with a warm-up, else a sentence
 * @param comparisons what windows are compared with beside it
 */
public record ReferenceRules(
        Function<String, Optional<Season>> seasons,
        String published,
        long warmUpMs,
        String waiting,
        Comparisons comparisons) {
    /** A pinned reference and nothing else. */
    public static final ReferenceRules PINNED =
            new ReferenceRules(column -> Optional.empty(), "", 0, "warming up", Comparisons.NONE);
}
