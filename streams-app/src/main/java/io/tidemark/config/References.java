package io.tidemark.config;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.Comparisons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What each column's windows are compared with.
 *
 * @param standard the rule for columns without one of their own
 * @param overrides rules for some columns; the first whose patterns match decides
 * @param lifetime the name of what is pinned, and how long it holds
 * @param comparisons what windows are compared with besides
 */
public record References(
        ReferenceRule standard, List<ForColumns> overrides, Lifetime lifetime, Comparisons comparisons) {
    /** References without a name or an end, and no other comparison. */
    public References(ReferenceRule standard, List<ForColumns> overrides) {
        this(standard, overrides, Lifetime.ENDLESS, Comparisons.NONE);
    }

    /**
     * What a pinned reference is called, and how long it holds.
     *
     * @param name empty for none
     * @param expiresMs event time after it became valid; {@link Long#MAX_VALUE} for ever
     */
    public record Lifetime(String name, long expiresMs) {
        /** Without a name, for ever. */
        public static final Lifetime ENDLESS = new Lifetime("", Long.MAX_VALUE);
    }

    public References {
        overrides = List.copyOf(overrides);
    }

    /** The rule for a column. */
    public ReferenceRule ruleFor(String column) {
        for (ForColumns override : overrides) {
            if (ColumnPattern.anyMatches(override.columns(), column)) {
                return override.rule();
            }
        }
        return standard;
    }

    /**
     * The rule that says what is pinned: the standard one, else the first one for some columns that is held; where all references move
     * with the windows, as much of the first events as they look back is pinned, for the grids and φ.
     */
    public ReferenceRule held() {
        if (standard.isHeld()) {
            return standard;
        }
        for (ForColumns override : overrides) {
            if (override.rule().isHeld()) {
                return override.rule();
            }
        }
        return standard;
    }

    /** How much of the first events is pinned; zero if the range is stated, or published. */
    public Duration warmUp(Duration windowSize) {
        ReferenceRule rule = held() instanceof ReferenceRule.OfVersion version ? version.range() : held();
        if (rule instanceof ReferenceRule.First first) {
            return first.length();
        }
        if (rule instanceof ReferenceRule.Trailing trailing) {
            return windowSize.multipliedBy(trailing.windows());
        }
        return rule instanceof ReferenceRule.Seasonal seasonal
                ? seasonal.season()
                        .phase()
                        .cycle()
                        .multipliedBy(seasonal.season().cycles())
                : Duration.ZERO;
    }

    /** How far back windows must be kept for the moving references, and for the launch of a version. */
    public Duration reach(Duration windowSize) {
        Duration reach = Duration.ofMillis(comparisons.launchMs());
        List<ReferenceRule> rules = new ArrayList<>(List.of(standard));
        overrides.forEach(override -> rules.add(override.rule()));
        for (ReferenceRule rule : rules) {
            Duration back = Duration.ZERO;
            if (rule instanceof ReferenceRule.Trailing trailing) {
                back = windowSize.multipliedBy(trailing.windows() + 1L);
            } else if (rule instanceof ReferenceRule.Seasonal seasonal) {
                back = seasonal.season()
                        .phase()
                        .cycle()
                        .multipliedBy(seasonal.season().cycles());
            }
            reach = back.compareTo(reach) > 0 ? back : reach;
        }
        return reach.plus(windowSize);
    }

    /** The only model version whose events are pinned; empty for all. */
    public String version() {
        return held() instanceof ReferenceRule.OfVersion version ? version.version() : "";
    }

    /**
     * A rule for some columns.
     *
     * @param columns names or patterns
     * @param rule what their windows are compared with
     */
    public record ForColumns(List<String> columns, ReferenceRule rule) {
        public ForColumns {
            columns = List.copyOf(columns);
        }
    }
}
