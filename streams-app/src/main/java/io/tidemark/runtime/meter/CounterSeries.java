package io.tidemark.runtime.meter;

import io.tidemark.domain.Meters;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.domain.Quota;
import io.tidemark.domain.Readout;
import io.tidemark.domain.Rejection;
import java.util.Locale;
import java.util.Map;

/** What the application did since it started, and what its tasks hold live. */
final class CounterSeries implements Series {
    private static final int BYTES_OF_NUMBER = 8;

    /** What became of what people were to be told: one family. */
    private static final Map<Meter, String> OUTCOMES =
            Map.of(Meter.LETTERS_TAKEN, "taken", Meter.LETTERS_RETRIED, "retried", Meter.LETTERS_REFUSED, "refused");

    private final Meters meters;

    CounterSeries(Meters meters) {
        this.meters = meters;
    }

    @Override
    public void addTo(Page page) {
        for (Meter meter : Meter.values()) {
            if (meter != Meter.REJECTED && !OUTCOMES.containsKey(meter)) {
                page.counter("tidemark_" + meter.word(), meter.help()).row(meters.read(meter));
            }
        }
        for (Rejection.Reason reason : Rejection.Reason.values()) {
            page.counter("tidemark_" + Meter.REJECTED.word(), Meter.REJECTED.help() + ", by reason", "reason")
                    .row(meters.rejected(reason), reason.name().toLowerCase(Locale.ROOT));
        }
        OUTCOMES.forEach((meter, outcome) -> page.counter(
                        "tidemark_notifications",
                        "Letters about alerts to targets: taken, retried (failed, tried again), refused (for good)",
                        "outcome")
                .row(meters.read(meter), outcome));
        for (Quota quota : Quota.values()) {
            meters.beyond(quota).forEach((model, count) -> page.counter(
                            "tidemark_beyond_quota",
                            "What was beyond a tenant's quota: events that were not measured, events in __other__, columns that are not measured",
                            "model",
                            "quota")
                    .row(count, model, quota.word()));
        }
        addLive(page, meters.readout());
    }

    private static void addLive(Page page, Readout readout) {
        page.gauge("tidemark_live_accumulators", "Panes of slices that were live when profile handed on last")
                .row(readout.liveAccumulators());
        page.gauge("tidemark_live_bytes", "Bytes of the numbers that they held")
                .row(readout.liveNumbers() * (double) BYTES_OF_NUMBER);
    }
}
