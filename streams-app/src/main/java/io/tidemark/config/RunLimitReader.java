package io.tidemark.config;

import io.tidemark.slo.run.RunKind;
import io.tidemark.slo.run.RunLimit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an objective of training runs calls in order: {@code atMost}, {@code atLeast}, {@code tolerance} or {@code after}, as its kind has it. */
final class RunLimitReader {
    private static final Duration USUAL_SILENCE = Duration.ofMinutes(30);
    private static final Pattern BYTES = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s?(kB|MB|GB|TB)");
    private static final Map<String, Integer> DIGITS = Map.of("kB", 3, "MB", 6, "GB", 9, "TB", 12);

    private final Section section;
    private final RunKind kind;

    private RunLimitReader(Section section, RunKind kind) {
        this.section = section;
        this.kind = kind;
    }

    /** The limit; keys that the kind has no use for stay unknown, and are reported as such when the section is finished. */
    static RunLimit read(Section section, RunKind kind) {
        return new RunLimitReader(section, kind).limit();
    }

    private RunLimit limit() {
        return switch (kind) {
            case SUCCESS -> new RunLimit.Nothing();
            case STUCK ->
                new RunLimit.Silence(
                        section.field("after").duration(USUAL_SILENCE).toMillis());
            default -> compared();
        };
    }

    private RunLimit compared() {
        Field tolerance = section.field("tolerance");
        Field atMost = section.field("atMost");
        Field atLeast = section.field("atLeast");
        boolean isBand = atMost.isPresent() || atLeast.isPresent();
        if (isBand && tolerance.isPresent()) {
            tolerance.fail(
                    "stands beside atMost or atLeast; keep a fixed limit, or how far from the usual is in order");
        }
        return isBand ? band(atLeast, atMost) : trailing(tolerance);
    }

    private RunLimit trailing(Field field) {
        double tolerance = field.number(kind.tolerance());
        if (!(tolerance > 0)) {
            field.fail("is not greater than 0; write 0.5 for half as much again as usual");
            return new RunLimit.Trailing(kind.tolerance());
        }
        return new RunLimit.Trailing(tolerance);
    }

    private RunLimit band(Field atLeast, Field atMost) {
        double lowest = atLeast.isPresent() ? bound(atLeast) : Double.NEGATIVE_INFINITY;
        double highest = atMost.isPresent() ? bound(atMost) : Double.POSITIVE_INFINITY;
        if (lowest > highest) {
            atLeast.fail("is more than atMost; write them the other way round");
        }
        return new RunLimit.Band(lowest, highest);
    }

    private double bound(Field field) {
        double bound =
                switch (kind) {
                    case DURATION -> field.duration(Duration.ofHours(1)).toMillis();
                    case MEMORY -> bytes(field);
                    default -> field.number(0);
                };
        if (bound < 0) {
            field.fail("is negative, which no run can be");
        }
        return bound;
    }

    private static double bytes(Field field) {
        Matcher matcher = BYTES.matcher(field.text(""));
        return matcher.matches()
                ? new BigDecimal(matcher.group(1))
                        .movePointRight(DIGITS.getOrDefault(matcher.group(2), 0))
                        .doubleValue()
                : field.number(0);
    }
}
