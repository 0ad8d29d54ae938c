package io.tidemark.assess;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reference;
import io.tidemark.domain.Reference.Kind;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Season;
import io.tidemark.domain.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The monitor's reference as it held for a window: the latest version that was valid by then, so that a re-pin changes nothing of the
 * windows before it.
 */
final class MainReference {
    private static final long PERCENT = 100;

    private final ClosedState state;

    MainReference(ClosedState state) {
        this.state = state;
    }

    /** What the window is compared with. */
    Against of(ClosedWindow closed) {
        List<Reference> versions = versions(closed.rules(), closed.scope());
        Reference held = held(versions, closed.window());
        String moving = moving(closed);
        boolean isExpired =
                held != null && held.label().expiresMs() <= closed.window().startMs();
        if (held != null && isExpired && moving.isEmpty()) {
            return Against.nothing(
                    Comparison.MAIN,
                    "reference expired at " + Instant.ofEpochMilli(held.label().expiresMs()) + ": " + held.name());
        }
        if (held == null && (!versions.isEmpty() || moving.isEmpty())) {
            return Against.nothing(Comparison.MAIN, waiting(closed, versions));
        }
        long earliestMs = held == null ? closed.era().validFromMs() : earliestMs(closed, held);
        return new Against(
                Comparison.MAIN,
                name(closed, isExpired ? null : held, moving),
                "",
                new MainBaseline(closed, isExpired ? null : held, state),
                earliestMs);
    }

    /** What its columns are compared with: {@code pinned:1f0c}, {@code trailing:24}, or {@code pinned:1f0c + trailing:24}. */
    private static String name(ClosedWindow closed, @Nullable Reference held, String moving) {
        boolean isAnyPinned =
                closed.era().grids().keySet().stream().anyMatch(column -> !isMoving(closed.rules(), column));
        if (held == null || (!isAnyPinned && !moving.isEmpty())) {
            return moving;
        }
        return moving.isEmpty() ? held.name() : held.name() + " + " + moving;
    }

    /** Whether a column is compared with windows before, and not with what was pinned. */
    static boolean isMoving(AssessRules rules, String column) {
        return rules.trailing().applyAsInt(column) > 0
                || rules.references().seasons().apply(column).isPresent();
    }

    private static long earliestMs(ClosedWindow closed, Reference held) {
        return Math.max(closed.era().validFromMs(), held.holdsFromMs());
    }

    /** The pinned or published reference of a scope that holds for a window; null if there is none. */
    @Nullable
    Reference held(AssessRules rules, Scope scope, TimeWindow window) {
        return held(versions(rules, scope), window);
    }

    private static @Nullable Reference held(List<Reference> versions, TimeWindow window) {
        Reference held = null;
        for (Reference version : versions) {
            held = version.holdsFromMs() <= window.startMs() ? version : held;
        }
        return held;
    }

    /** A monitor that waits for a published reference takes that one and no other. */
    private List<Reference> versions(AssessRules rules, Scope scope) {
        String published = rules.references().published();
        List<Reference> versions = state.references(scope, Kind.PINNED);
        return published.isEmpty()
                ? versions
                : versions.stream()
                        .filter(version -> version.label().name().equals(published))
                        .toList();
    }

    /** The name of the trailing or seasonal reference of its columns; empty if none has one. */
    private static String moving(ClosedWindow closed) {
        int trailing = longestTrailing(closed.rules(), closed.era().grids().keySet());
        if (trailing > 0) {
            return "trailing:" + trailing;
        }
        for (String column : closed.era().grids().keySet()) {
            Optional<Season> season = closed.rules().references().seasons().apply(column);
            if (season.isPresent()) {
                return season.get().name();
            }
        }
        return "";
    }

    /** The most windows that a column's trailing reference reaches back; 0 if none has one. */
    static int longestTrailing(AssessRules rules, Iterable<String> columns) {
        int longest = 0;
        for (String column : columns) {
            longest = Math.max(longest, rules.trailing().applyAsInt(column));
        }
        return longest;
    }

    private static String waiting(ClosedWindow closed, List<Reference> versions) {
        if (!versions.isEmpty()) {
            Reference first = versions.get(0);
            return "no reference yet: " + first.name() + " holds from " + Instant.ofEpochMilli(first.holdsFromMs());
        }
        ReferenceRules rules = closed.rules().references();
        if (rules.warmUpMs() == 0) {
            return rules.waiting();
        }
        long pastMs = Math.max(0, closed.window().endMs() - closed.keptMs());
        long percent = Math.min(PERCENT - 1, PERCENT * pastMs / rules.warmUpMs());
        return "warming up, " + percent + " % of " + rules.waiting();
    }
}
