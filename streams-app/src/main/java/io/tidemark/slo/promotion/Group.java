package io.tidemark.slo.promotion;

import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection.Kind;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which objectives a criterion speaks of together. Every kind is of one group; what has no other is about the quality of answers. */
public enum Group {
    /** What the model is given: distributions, missing values, volumes, freshness and the like. */
    DATA,
    /** Whether the answers are right. */
    QUALITY,
    /** How long requests take. */
    LATENCY,
    /** Whether requests are answered, and dependencies work. */
    AVAILABILITY,
    /** Whether versions load, and are seen serving. */
    RELEASES,
    /** Whether training runs go well. */
    TRAINING;

    private static final Set<Kind> OF_LATENCY = EnumSet.of(Kind.LATENCY, Kind.SLOWER);
    private static final Set<Kind> OF_AVAILABILITY = EnumSet.of(Kind.AVAILABILITY, Kind.DEPENDENCY);
    private static final Set<Kind> OF_DATA = EnumSet.of(
            Kind.DRIFT,
            Kind.SHARE,
            Kind.MISSING,
            Kind.INVALID,
            Kind.UNSEEN,
            Kind.TYPE,
            Kind.RANGE,
            Kind.ALLOWED,
            Kind.PATTERN,
            Kind.VOLUME,
            Kind.CHANGE,
            Kind.COMPLETENESS,
            Kind.DUPLICATES,
            Kind.FRESHNESS,
            Kind.LATENESS,
            Kind.REJECTED);

    /** The group of a kind. */
    public static Group of(Kind kind) {
        if (kind.isOfReleases()) {
            return RELEASES;
        }
        if (OF_LATENCY.contains(kind)) {
            return LATENCY;
        }
        if (OF_AVAILABILITY.contains(kind)) {
            return AVAILABILITY;
        }
        return OF_DATA.contains(kind) ? DATA : QUALITY;
    }

    /** The group of an objective. */
    public static Group of(Objective objective) {
        return of(objective.indicator().selection().kind());
    }

    /** The word in files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All groups by their words. */
    public static Map<String, Group> words() {
        Map<String, Group> words = new LinkedHashMap<>();
        for (Group group : values()) {
            words.put(group.word(), group);
        }
        return words;
    }
}
