package io.tidemark.http;

import io.javalin.http.Context;
import io.tidemark.config.DurationText;
import io.tidemark.domain.EventTimeText;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.query.AskedRange;
import io.tidemark.query.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a request asks with, checked: an unknown name or a wrong value is told, with what would be right. */
final class Parameters {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final Context request;

    private Parameters(Context request) {
        this.request = request;
    }

    /**
     * Of a request that may have these, each once at most.
     *
     * @throws Problem.Failure 400 if it has another
     */
    static Parameters of(Context request, String... known) {
        Set<String> names = new TreeSet<>(Arrays.asList(known));
        request.queryParamMap().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw unknown(name, names);
            }
            if (values.size() > 1) {
                throw wrong(name + " is there " + values.size() + " times; once is enough");
            }
        });
        return new Parameters(request);
    }

    private static Problem.Failure unknown(String name, Set<String> known) {
        return Problem.of(
                        400,
                        "unknown parameter",
                        "there is no such parameter here: " + name
                                + (known.isEmpty() ? "; there is none" : "; there are " + known))
                .failure();
    }

    /** A 400 with that detail. */
    static Problem.Failure wrong(String detail) {
        return Problem.of(400, "wrong parameter", detail).failure();
    }

    /** A part of the path, or a parameter, that must be one of what there is. */
    static String known(String what, String value, List<String> known) {
        if (known.contains(value)) {
            return value;
        }
        throw Refused.unknown(what, value, known);
    }

    /** Which models the request may speak of. */
    Visible visible() {
        return Visible.of(request);
    }

    /** The text; empty if it is not given. */
    String text(String name) {
        String text = request.queryParam(name);
        return text == null ? "" : text;
    }

    /** The text; another if it is not given. */
    String text(String name, String otherwise) {
        String text = text(name);
        return text.isEmpty() ? otherwise : text;
    }

    /** How many of a list are wanted, 1 to 1,000; 100 if {@code limit} is not given. */
    int limit() {
        return whole("limit", USUAL_PAGE, LARGEST_PAGE);
    }

    /** {@code next} of the page before; empty for the first page. */
    String after() {
        return text("after");
    }

    /** A whole number from 1 to the largest. */
    int whole(String name, int otherwise, int largest) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= largest) {
                return number;
            }
        } catch (NumberFormatException none) {
            // Told below.
        }
        throw wrong(name + " must be a whole number from 1 to " + largest + ": " + name + "=" + text);
    }

    /** A moment, as 2026-01-31T12:00:00Z; empty if it is not given. */
    Optional<Instant> time(String name) {
        return time(name, text(name));
    }

    private static Optional<Instant> time(String name, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.parse(text);
            if (EventTimeText.isReasonable(time)) {
                return Optional.of(time);
            }
        } catch (DateTimeException none) {
            // Told below.
        }
        throw wrong(name + " must be a time in UTC as 2026-01-31T12:00:00Z: " + name + "=" + text);
    }

    /** {@code from} and {@code to}, as far as they are given. */
    AskedRange range() {
        return new AskedRange(time("from"), time("to"));
    }

    /** A range as FROM..TO, each a moment or empty; the last day if it is not given. */
    AskedRange range(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return AskedRange.LAST_DAY;
        }
        String[] edges = text.split("\\.\\.", -1);
        if (edges.length != 2) {
            throw wrong(name + " must be a range as 2026-01-31T00:00:00Z..2026-02-01T00:00:00Z: " + name + "=" + text);
        }
        return new AskedRange(time(name, edges[0]), time(name, edges[1]));
    }

    /** A share between 0 and 1, neither of them. */
    double share(String name, double otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share < 1) {
                return share;
            }
        } catch (NumberFormatException none) {
            // Told below.
        }
        throw wrong(name + " must be a number between 0 and 1: " + name + "=" + text);
    }

    /** The text, which must be given. */
    String required(String name, String example) {
        String text = text(name);
        if (text.isEmpty()) {
            throw wrong(name + " is missing; write " + name + "=" + example);
        }
        return text;
    }

    /** {@code slice} and {@code stage} of a model; all events that it serves if they are not given. */
    Scope scope(String model) {
        return new Scope(model, stage(), text("slice", Scope.ALL));
    }

    /** A duration as 5m or 1d, in milliseconds; 0 if it is not given. */
    long durationMs(String name) {
        return duration(name).map(Duration::toMillis).orElse(0L);
    }

    /** Names between commas; a comma in a name stands behind a backslash. Empty if it is not given. */
    List<String> names(String name) {
        String text = text(name);
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split("(?<!\\\\),"))
                        .map(one -> one.replace("\\,", ","))
                        .filter(one -> !one.isBlank())
                        .distinct()
                        .toList();
    }

    /** A duration above 0, as 5m or 1d; empty if it is not given. */
    Optional<Duration> duration(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!DurationText.isValid(text) || DurationText.parse(text).isZero()) {
            throw wrong(name + " must be a duration like 5m, 1h or 1d: " + name + "=" + text);
        }
        return Optional.of(DurationText.parse(text));
    }

    /** {@code stage}; serving if it is not given. */
    Stage stage() {
        return constant("stage", Stage.SERVING);
    }

    /** One of an enum's words, in lower case with - or _. */
    <E extends Enum<E>> E constant(String name, E otherwise) {
        String text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        for (E one : otherwise.getDeclaringClass().getEnumConstants()) {
            if (one.name().equals(text.toUpperCase(Locale.ROOT).replace('-', '_'))) {
                return one;
            }
        }
        throw wrong(name + " must be one of " + words(otherwise.getDeclaringClass()) + ": " + name + "=" + text);
    }

    private static <E extends Enum<E>> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
