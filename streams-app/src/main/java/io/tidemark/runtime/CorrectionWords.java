package io.tidemark.runtime;

import io.tidemark.config.CorrectionSpec;
import io.tidemark.config.CorrectionSpec.Span;

/** A correction in one sentence. */
final class CorrectionWords {
    private CorrectionWords() {}

    static String of(CorrectionSpec correction) {
        String slice = correction.selector().slice();
        String whose = slice.isEmpty() ? "" : " of slice " + slice;
        return correction.name() + ": " + time(correction.span()) + whose + " counts for nothing ("
                + correction.category().word() + ": " + correction.reason() + ", by " + correction.by() + ")";
    }

    private static String time(Span span) {
        if (span instanceof Span.Repeating repeating) {
            return Spans.of(repeating.duration().toMillis()) + " from each " + repeating.rrule() + " on, the first at "
                    + repeating.start() + " " + repeating.zone();
        }
        Span.Once once = (Span.Once) span;
        return once.start() + " to " + once.end();
    }
}
