package io.tidemark.http;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param next what the next part is asked for with; null on the last
 */
record Page<T>(List<T> items, @Nullable String next) {
    /** {@link #newest} of a record. */
    static final Pattern NEWEST = Pattern.compile("\\d{19}/.+");

    /**
     * The part that the parameters ask for.
     *
     * @param sorted by the cursors' text
     * @param form what cursors look like
     * @throws Problem.Failure 400 if {@code after} is none
     */
    static <T> Page<T> of(Stream<T> sorted, Function<T, String> cursor, Parameters parameters, Pattern form) {
        String after = parameters.after();
        if (!after.isEmpty() && !form.matcher(after).matches()) {
            throw Parameters.wrong("after must be next of an answer: after=" + after);
        }
        int limit = parameters.limit();
        List<T> found = sorted.filter(one -> cursor.apply(one).compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        boolean isLast = found.size() <= limit;
        List<T> items = isLast ? found : found.subList(0, limit);
        return new Page<>(items, isLast ? null : cursor.apply(items.get(limit - 1)));
    }

    /** A cursor whose text sorts the newest first. */
    static String newest(long ms, String id) {
        return String.format(Locale.ROOT, "%019d/%s", Long.MAX_VALUE - Math.max(0, ms), id);
    }
}
