package io.tidemark.judge;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Posted;
import java.util.List;

/**
 * A reading, the ledger that it changed, and what came of it.
 *
 * @param objective whose ledger
 * @param ledger after the reading
 * @param reading the reading
 * @param posted what the ledger said
 */
record Hearing(Objective objective, Ledger ledger, Reading reading, Posted posted) {
    /** Whether the reading is of the newest slot, and that is bad. */
    boolean showsIt() {
        boolean isNewestSlot = reading.window().endMs() == posted.status().metricTimeMs();
        return isNewestSlot && ledger.isBadNow();
    }

    /** What the reading shows of what is wrong; nothing unless it {@link #showsIt}. */
    List<Measurement> evidence() {
        return showsIt() ? objective.indicator().evidence(reading) : List.of();
    }
}
