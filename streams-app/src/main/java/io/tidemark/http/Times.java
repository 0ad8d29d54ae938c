package io.tidemark.http;

import io.tidemark.domain.TimeWindow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Times and numbers as JSON has them: what is not there is null. */
final class Times {
    private Times() {}

    /** A range of event time. */
    record RangeJson(String from, String to) {}

    static RangeJson range(TimeWindow window) {
        return new RangeJson(text(window.startMs()), text(window.endMs()));
    }

    static String text(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }

    /** Null for {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE}: never, always, for ever. */
    static @Nullable String orNull(long ms) {
        return ms == Long.MIN_VALUE || ms == Long.MAX_VALUE ? null : text(ms);
    }

    /** Null for what is not finite. */
    static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Each as {@link #number}. */
    static List<@Nullable Double> numbers(List<Double> values) {
        return values.stream().<@Nullable Double>map(Times::number).toList();
    }
}
