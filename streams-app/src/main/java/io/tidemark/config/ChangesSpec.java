package io.tidemark.config;

import io.tidemark.slo.promotion.PromotionRule;
import java.time.Duration;

/**
 * What is expected of the changes of a model.
 *
 * @param confirmWithin how soon after a version was put in service it must be seen in the data, event time
 * @param promotion how far the model has come, and what a promotion asks for
 */
public record ChangesSpec(Duration confirmWithin, PromotionRule promotion) {
    private static final Duration LEAST = Duration.ofMinutes(15);
    private static final int WINDOWS = 3;

    static ChangesSpec read(Section section, Windows windows) {
        Field field = section.field("confirmWithin");
        ChangesSpec usual = usual(windows);
        Duration within = field.duration(usual.confirmWithin);
        if (within.isZero()) {
            field.fail("gives a version no time to be seen; write a duration like 15m");
            return usual;
        }
        return new ChangesSpec(within, PromotionRule.NONE);
    }

    /** The same with what a promotion asks for. */
    ChangesSpec with(PromotionRule other) {
        return new ChangesSpec(confirmWithin, other);
    }

    /** A quarter of an hour, or three windows, whichever is longer. */
    static ChangesSpec usual(Windows windows) {
        Duration some = windows.size().multipliedBy(WINDOWS);
        return new ChangesSpec(some.compareTo(LEAST) > 0 ? some : LEAST, PromotionRule.NONE);
    }
}
