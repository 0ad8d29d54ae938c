package io.tidemark.domain;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Who is told of what.
 *
 * @param usual who is told where nobody is named for the cause; empty for nobody
 * @param byCause who is told of alerts of that cause
 */
public record Owners(String usual, Map<Cause, String> byCause) {
    /** Nobody. */
    public static final Owners NOBODY = new Owners("", Map.of());

    public Owners {
        byCause = Map.copyOf(byCause);
    }

    /** One for all. */
    public static Owners of(String usual) {
        return new Owners(usual, Map.of());
    }

    /** Who is told of alerts of a cause; empty for nobody. */
    public String of(Cause cause) {
        return byCause.getOrDefault(cause, usual);
    }

    /** {@code team-ads}, or who is told by cause: {@code data team-features, serving sre}; empty for nobody. */
    public String words() {
        List<String> words = new ArrayList<>();
        if (!usual.isEmpty()) {
            words.add(usual);
        }
        for (Cause cause : Cause.TOLD) {
            if (byCause.containsKey(cause)) {
                words.add(cause.word() + " " + byCause.get(cause));
            }
        }
        return String.join(", ", words);
    }

    /** Whether nobody is told of some cause. */
    public boolean isNobody() {
        return usual.isBlank() && !byCause.keySet().containsAll(Cause.TOLD);
    }

    /** These, and where they name nobody, those of a wider circle: whoever is usual here comes before who is named for a cause there. */
    public Owners or(Owners wider) {
        if (!usual.isEmpty()) {
            return this;
        }
        Map<Cause, String> all = new EnumMap<>(Cause.class);
        all.putAll(wider.byCause);
        all.putAll(byCause);
        return new Owners(wider.usual, all);
    }
}
