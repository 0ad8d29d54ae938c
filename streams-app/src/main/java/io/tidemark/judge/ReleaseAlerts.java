package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Reason;
import io.tidemark.domain.Alert.State;
import io.tidemark.domain.Alert.TimeLeft;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Change;
import io.tidemark.domain.Measurement;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.TimeWindow;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection.Kind;
import io.tidemark.slo.change.Releases;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;

/**
 * What judge makes of releases: the readings that an objective of loads or rollouts is counted by, and the one alert that it has. That
 * opens with what is so now, not with a rate: one version that does not load is news at once, however many loaded before.
 */
final class ReleaseAlerts {
    private static final String REFERENCE = "changes";
    private static final Alert.Budget UNTOUCHED = new Alert.Budget(0, 1, 0, new TimeLeft.Lasting());

    private ReleaseAlerts() {}

    /** Whether an objective is about releases. */
    static boolean concern(Objective objective) {
        return objective.indicator().selection().kind().isOfReleases();
    }

    static Kind kind(Objective objective) {
        return objective.indicator().selection().kind();
    }

    /** What a window shows of releases. Its revision is the number of events, so that one that is heard late revises the window. */
    static Reading reading(Objective objective, long slotStartMs, Releases.Count count) {
        long total = count.total();
        double share = total == 0 ? 0 : (double) count.bad() / total;
        Verdict verdict = total == 0 ? Verdict.INSUFFICIENT : count.bad() > 0 ? Verdict.BAD : Verdict.GOOD;
        Measure measure = kind(objective).measures().iterator().next();
        Judged judged = new Judged(
                measure, "", new Estimate(share, share, share, total, 0), 0, 0, count.bad(), total, 0, 0, verdict);
        return new Reading(
                new Scope(objective.subject().model(), objective.subject().stage(), Scope.ALL),
                new TimeWindow(slotStartMs, slotStartMs + objective.goal().slotMs()),
                REFERENCE,
                (int) Math.min(Integer.MAX_VALUE, total),
                total,
                List.of(new Measurement("", 1, judged, 1, List.of())));
    }

    /**
     * News of the one alert.
     *
     * @param notice opened, updated or closed
     * @param about the changes that it is about, oldest first; never empty
     * @param told what people take for so from now on, or took if it is closed
     * @param metricTimeMs when, event time
     * @param why a sentence's end; may be empty
     */
    record News(Notice notice, List<Change> about, Releases.Told told, long metricTimeMs, String why) {
        News {
            about = List.copyOf(about);
        }
    }

    /** The alert; its sequence is given by whoever says it. */
    static Alert alert(Objective objective, Ledger ledger, News news, long clockMs) {
        Alert.Severity severity = objective.policy().severities().get(0);
        String dedupKey = DedupKey.of(objective, Scope.ALL, severity);
        boolean isEmpty = ledger.isEmpty();
        Alert alert = new Alert(
                dedupKey,
                dedupKey + ":" + Math.floorDiv(news.told().firedMs(), 1000),
                1,
                severity,
                Policies.isDryRun(objective),
                transition(news.notice()),
                promise(objective, ledger),
                new Alert.Times(
                        Math.max(news.metricTimeMs(), news.told().firedMs()),
                        clockMs,
                        news.told().sinceMs(),
                        news.told().firedMs()),
                isEmpty ? UNTOUCHED : ledger.status().budget().told(),
                List.of(),
                new Alert.Finding(List.of(), isEmpty ? 0 : ledger.status().coverage(), false, List.of()),
                context(objective, news),
                "");
        return alert.withSummary(ReleaseText.summary(alert, kind(objective), news.about(), news.why()));
    }

    private static Alert.Transition transition(Notice notice) {
        return switch (notice) {
            case OPENED -> new Alert.Transition(notice, State.FIRING, State.INACTIVE, Reason.BURN);
            case CLOSED -> new Alert.Transition(notice, State.RESOLVED, State.FIRING, Reason.RECOVERED);
            default -> new Alert.Transition(notice, State.FIRING, State.FIRING, Reason.BURN);
        };
    }

    private static AlertContext context(Objective objective, News news) {
        AlertContext none = AlertContext.NONE;
        List<AlertContext.Suspect> suspects = news.about().stream()
                .map(change -> new AlertContext.Suspect(change, news.told().sinceMs() - change.atMs(), 1))
                .toList();
        return new AlertContext(
                none.episodeConsumed(),
                none.slices(),
                suspects.subList(Math.max(0, suspects.size() - 3), suspects.size()),
                none.recommendation(),
                none.standing(),
                objective.about().dashboard(),
                none.policyStep());
    }

    private static Alert.Promise promise(Objective objective, Ledger ledger) {
        Goal goal = objective.goal();
        return new Alert.Promise(
                objective.id(),
                new Scope(objective.subject().model(), objective.subject().stage(), Scope.ALL),
                goal.target(),
                goal.windowMs(),
                goal.method(),
                goal.slotMs(),
                objective.owner(),
                objective.about().runbook(),
                ledger.terms().revision().word(),
                objective.cause());
    }
}
