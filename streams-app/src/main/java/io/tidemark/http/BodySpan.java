package io.tidemark.http;

import io.tidemark.config.CorrectionSpec.Span.Repeating;
import io.tidemark.domain.Operation;
import io.tidemark.query.board.Admission;
import io.tidemark.slo.Correction;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When a silence or a correction holds, as a body tells it; each problem is a 400. */
final class BodySpan {
    private BodySpan() {}

    /** Once, from a moment to a later one. */
    static Operation.Span once(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw Body.wrong("from must be before to: from=" + from + ", to=" + to);
        }
        return new Operation.Span(from.toEpochMilli(), to.toEpochMilli(), "", 0, "UTC");
    }

    /** Of a correction: again and again if it has a recurrence. */
    static Operation.Span ofCorrection(Body body, long nowMs) {
        return body.text("recurrence").isEmpty() ? once(body.require("from", "to")) : recurring(body, nowMs);
    }

    /** What is for recurrences alone would be passed over in silence. */
    private static Operation.Span once(Body body) {
        for (String name : List.of("durationMs", "timeZone")) {
            if (body.has(name)) {
                throw Body.wrong(
                        name + " is for a recurrence; of a correction that happens once say from and to, or give"
                                + " recurrence: " + name + "=" + body.seen(name));
            }
        }
        return once(body.time("from").orElseThrow(), body.time("to").orElseThrow());
    }

    private static Operation.Span recurring(Body body, long nowMs) {
        long durationMs = body.require("durationMs")
                .whole("durationMs", Correction.When.LONGEST_MS)
                .orElseThrow();
        String zone = zone(body, body.has("timeZone") ? body.text("timeZone") : "UTC");
        Instant from = body.time("from").orElse(Instant.ofEpochMilli(nowMs));
        Optional<Instant> to = body.time("to");
        to.ifPresent(end -> once(from, end));
        Operation.Span span = new Operation.Span(
                from.toEpochMilli(),
                to.map(Instant::toEpochMilli).orElse(0L),
                Repeating.bare(body.text("recurrence")),
                durationMs,
                zone);
        Admission.ofRule(span).ifPresent(words -> {
            throw Body.wrong("recurrence=" + body.text("recurrence") + " " + words);
        });
        return span;
    }

    private static String zone(Body body, String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException none) {
            throw Body.wrong("timeZone=" + body.seen("timeZone") + " is not a time zone; write one like Europe/Paris");
        }
    }
}
