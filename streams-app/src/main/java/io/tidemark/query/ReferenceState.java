package io.tidemark.query;

import io.tidemark.config.Monitor;
import io.tidemark.config.ReferenceRule;
import io.tidemark.domain.Reference;
import java.util.List;

/**
 * What a model's windows are compared with at the end of what is closed.
 *
 * @param kind the word of the monitor file: pinned, first, trailing, seasonal, published, version
 * @param name what it is called; of a rule that moves with the windows empty
 * @param standing whether it holds
 */
public record ReferenceState(String kind, String name, Standing standing) {
    /** How a reference is at a moment. */
    public enum Standing {
        /** Windows are compared with it. */
        HOLDS,
        /** A later one holds instead. */
        REPLACED,
        /** It holds from a later time on. */
        COMING,
        /** It is too old to compare with. */
        EXPIRED,
        /** There is none yet. */
        WAITED_FOR
    }

    /**
     * What a model is compared with.
     *
     * @param all pinned or published references of all its events
     * @param windowStartMs start of the last closed window; {@link Long#MIN_VALUE} before the first
     */
    static ReferenceState of(Monitor monitor, List<Reference> all, long windowStartMs) {
        ReferenceRule rule = monitor.references().standard();
        List<Reference> versions = rule instanceof ReferenceRule.Published published
                ? all.stream()
                        .filter(one -> one.label().name().equals(published.name()))
                        .toList()
                : all;
        if (!rule.isHeld()) {
            // Its grids come of a pin; it compares from then on.
            return new ReferenceState(word(rule), "", versions.isEmpty() ? Standing.WAITED_FOR : Standing.HOLDS);
        }
        for (Reference version : versions) {
            Standing standing = of(version, versions, windowStartMs);
            if (standing == Standing.HOLDS || standing == Standing.EXPIRED) {
                return new ReferenceState(word(rule), version.name(), standing);
            }
        }
        return versions.isEmpty()
                ? new ReferenceState(word(rule), awaited(monitor, rule), Standing.WAITED_FOR)
                : new ReferenceState(word(rule), versions.get(0).name(), Standing.COMING);
    }

    private static String awaited(Monitor monitor, ReferenceRule rule) {
        return rule instanceof ReferenceRule.Published published
                ? published.name()
                : monitor.references().lifetime().name();
    }

    private static String word(ReferenceRule rule) {
        if (rule instanceof ReferenceRule.Pinned) {
            return "pinned";
        }
        if (rule instanceof ReferenceRule.First) {
            return "first";
        }
        if (rule instanceof ReferenceRule.Trailing) {
            return "trailing";
        }
        if (rule instanceof ReferenceRule.Seasonal) {
            return "seasonal";
        }
        if (rule instanceof ReferenceRule.Published) {
            return "published";
        }
        if (rule instanceof ReferenceRule.OfVersion) {
            return "version";
        }
        throw new IllegalArgumentException("unknown reference rule: type=" + rule.getClass());
    }

    /**
     * How one of a scope's references is for a window, by the rules of assess: the last that holds by its start, unless it is too old.
     *
     * @param versions all of its kind, by the time from which on they hold
     */
    static Standing of(Reference reference, List<Reference> versions, long windowStartMs) {
        if (reference.holdsFromMs() > windowStartMs) {
            return Standing.COMING;
        }
        int place = versions.indexOf(reference);
        boolean isReplaced = versions.stream().skip(place + 1L).anyMatch(later -> later.holdsFromMs() <= windowStartMs);
        if (isReplaced) {
            return Standing.REPLACED;
        }
        return reference.label().expiresMs() <= windowStartMs ? Standing.EXPIRED : Standing.HOLDS;
    }
}
