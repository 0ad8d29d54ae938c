package io.tidemark.assess;

import io.tidemark.assess.QualityMemory.Place;
import io.tidemark.domain.LabelRules;
import io.tidemark.domain.QualityPrevious;
import io.tidemark.domain.QualityUsual;
import io.tidemark.domain.QualityWindow;
import io.tidemark.domain.QualityWindow.State;
import io.tidemark.domain.Scope;
import io.tidemark.stats.quality.QualityBaseline;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What quality is compared with: a slice's own baseline, and for a version the version before it in its last windows before the newer one came. Each is
 * made once, when all of its windows have all their labels or have waited for them, so that it does not depend on who came first; then it holds.
 *
 * <p>Owned by one stream task; not thread-safe.
 */
final class UsualQuality {
    /** Most windows of a version before; a baseline may have as many. */
    private static final int MOST = 1_000;

    /** Most windows without labels that are passed over to find those. */
    private static final int PASSED_OVER = 64;

    private final QualityMemory memory;
    /** Versions of which it is not known yet which one was before. */
    private final Set<Scope> waiting = new TreeSet<>();

    UsualQuality(QualityMemory memory) {
        this.memory = memory;
        memory.scopes().stream().filter(Scope::isVersion).forEach(waiting::add);
    }

    /** What a window is compared with: null while it is not known, and for the windows that it is made of. */
    @Nullable
    QualityUsual own(LabelRules rules, Place place, long closedThroughMs) {
        QualityUsual usual = memory.usual(place.scope(), key(rules));
        if (usual == null) {
            usual = made(rules, place, closedThroughMs);
            if (usual != null) {
                memory.putUsual(place.scope(), key(rules), usual);
            }
        }
        return usual != null && place.startMs() >= usual.endMs() ? usual : null;
    }

    /** A range that no label ever came for says nothing of what is usual: then the first windows after it do. */
    private @Nullable QualityUsual made(LabelRules rules, Place place, long closedThroughMs) {
        LabelRules.Baseline stated = rules.baseline();
        if (!stated.isRange()) {
            return ofFirst(rules, place, Long.MIN_VALUE, stated.windows(), closedThroughMs);
        }
        List<QualityWindow> windows = memory.windows(
                place.scope(), stated.fromMs(), stated.toMs() - rules.spans().windowMs() + 1);
        if (areSettled(rules, windows, closedThroughMs)) {
            return new QualityUsual(baseline(windows), stated.toMs());
        }
        boolean isWithoutLabels =
                windows.stream().allMatch(window -> window.counts().labelled() == 0);
        boolean isOver = closedThroughMs >= stated.toMs() + rules.spans().horizonMs();
        return isWithoutLabels && isOver
                ? ofFirst(rules, place, stated.toMs(), LabelRules.USUAL_BASELINE, closedThroughMs)
                : null;
    }

    private @Nullable QualityUsual ofFirst(
            LabelRules rules, Place place, long fromMs, int wanted, long closedThroughMs) {
        List<QualityWindow> windows = memory.windows(place.scope(), fromMs, place.startMs() + 1).stream()
                .filter(UsualQuality::isOfUse)
                .limit(wanted)
                .toList();
        return windows.size() == wanted && areSettled(rules, windows, closedThroughMs)
                ? new QualityUsual(
                        baseline(windows),
                        windows.get(wanted - 1).startMs() + rules.spans().windowMs())
                : null;
    }

    /** What it is made by. */
    static String key(LabelRules rules) {
        String limit = Double.isNaN(rules.errorLimit()) ? "" : "|" + rules.errorLimit();
        return rules.baseline() + "|" + rules.task() + "|" + rules.positive() + "|"
                + rules.spans().windowMs() + limit;
    }

    private static boolean isOfUse(QualityWindow window) {
        return window.state() != State.MATURE || window.counts().labelled() > 0;
    }

    private static boolean areSettled(LabelRules rules, List<QualityWindow> windows, long closedThroughMs) {
        long waitMs = rules.spans().windowMs() + rules.spans().latestMs();
        boolean areDone = windows.stream()
                .allMatch(
                        window -> window.counts().labelled() >= window.counts().predictions()
                                || closedThroughMs >= window.startMs() + waitMs);
        return areDone && windows.stream().anyMatch(window -> window.counts().labelled() > 0);
    }

    private static QualityBaseline baseline(List<QualityWindow> windows) {
        return QualityBaseline.of(windows.stream()
                .map(QualityWindow::counts)
                .filter(counts -> !counts.isEmpty())
                .toList());
    }

    /** Takes note of a scope that has windows from now on. */
    void meet(Scope scope) {
        if (scope.isVersion()) {
            waiting.add(scope);
        }
    }

    /**
     * Versions of a model whose version before is known from now on.
     *
     * @param scopes all of the model
     * @param closedThroughMs event time: all that was before it is known
     */
    List<Scope> settle(LabelRules rules, Collection<Scope> scopes, long closedThroughMs) {
        List<Scope> settled = new ArrayList<>();
        for (Scope version : scopes.stream().filter(waiting::contains).toList()) {
            long cameMs = firstMs(version);
            if (cameMs > closedThroughMs - rules.spans().windowMs()) {
                continue;
            }
            boolean isKnown = memory.previous(version, key(rules)) != null;
            Before before = isKnown ? null : before(rules, version, cameMs, scopes);
            if (before == null) {
                waiting.remove(version);
            } else if (areSettled(rules, before.windows(), closedThroughMs)) {
                waiting.remove(version);
                memory.putPrevious(version, key(rules), before.made(rules));
                settled.add(version);
            }
        }
        return settled;
    }

    /** Nothing is left of the scope. */
    void forget(Scope scope) {
        waiting.remove(scope);
    }

    /**
     * Of the versions that answered before this one the one that answered most in the windows that would be its baseline, so not a canary that was
     * withdrawn; of several the one that began last, then the first by name. Null if there is none.
     */
    private @Nullable Before before(LabelRules rules, Scope version, long cameMs, Collection<Scope> scopes) {
        Before most = null;
        for (Scope other : scopes) {
            boolean isBefore = other.isVersion() && other.stage() == version.stage() && firstMs(other) < cameMs;
            Before found = isBefore ? before(rules, other, cameMs) : null;
            most = found != null && (most == null || found.isMoreThan(most)) ? found : most;
        }
        return most;
    }

    private Before before(LabelRules rules, Scope other, long cameMs) {
        long fromMs = cameMs - wanted(rules) * rules.spans().windowMs();
        long answered = memory.windows(other, fromMs, cameMs).stream()
                .mapToLong(window -> window.counts().predictions())
                .sum();
        return new Before(other.version(), firstMs(other), answered, last(rules, other, cameMs));
    }

    private long firstMs(Scope scope) {
        QualityWindow first = memory.first(scope);
        return first == null ? Long.MAX_VALUE : first.startMs();
    }

    /** As many as a baseline has; those without labels are passed over, at most {@value #PASSED_OVER}. */
    private List<QualityWindow> last(LabelRules rules, Scope scope, long beforeMs) {
        int most = wanted(rules);
        List<QualityWindow> ofUse = memory.last(scope, beforeMs, most + PASSED_OVER).stream()
                .filter(UsualQuality::isOfUse)
                .toList();
        return ofUse.subList(Math.max(0, ofUse.size() - most), ofUse.size());
    }

    private static int wanted(LabelRules rules) {
        LabelRules.Baseline stated = rules.baseline();
        long wanted = stated.isRange()
                ? (stated.toMs() - stated.fromMs()) / rules.spans().windowMs()
                : stated.windows();
        return (int) Math.max(1, Math.min(MOST, wanted));
    }

    /**
     * A version that answered before.
     *
     * @param firstMs start of its first window
     * @param answered predictions in the windows just before the newer version came
     * @param windows its last ones before the newer version came
     */
    private record Before(String version, long firstMs, long answered, List<QualityWindow> windows) {
        boolean isMoreThan(Before other) {
            return answered == other.answered ? firstMs > other.firstMs : answered > other.answered;
        }

        QualityPrevious made(LabelRules rules) {
            long endMs =
                    windows.get(windows.size() - 1).startMs() + rules.spans().windowMs();
            return new QualityPrevious(version, new QualityUsual(baseline(windows), endMs));
        }
    }
}
