package io.tidemark.slo.promotion;

import io.tidemark.domain.Change;
import io.tidemark.domain.PromotionState.Answer;
import io.tidemark.domain.PromotionState.Criterion;
import io.tidemark.domain.Scope;
import io.tidemark.domain.SloStatus;
import io.tidemark.domain.TimeText;
import io.tidemark.slo.change.Loads;
import io.tidemark.slo.promotion.PromotionRule.Criteria;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a model may be promoted, criterion by criterion. Every criterion has to be met; one that is known not to be decides, and what
 * nobody knows is no yes.
 *
 * @param candidate the newest version; empty if none was named
 * @param answer all together
 * @param criteria each with its evidence
 * @param isMissed whether a promise that a production model was promoted for is broken: of an objective, or of the load
 */
public record Eligibility(String candidate, Answer answer, List<Criterion> criteria, boolean isMissed) {
    /** The criterion that is always there: no step of an error-budget policy holds promotions. */
    public static final String BUDGETS = "budgets";

    private static final Set<String> KNOWN = Set.of("HEALTHY", "AT_RISK", "EXHAUSTED");

    public Eligibility {
        criteria = List.copyOf(criteria);
    }

    /** The answer to what is known. O(standings × criteria). */
    public static Eligibility of(Criteria criteria, PromotionFacts facts) {
        Loads loads = Loads.of(facts.changes());
        if (criteria.isEmpty()) {
            return new Eligibility(loads.newest(), Answer.UNKNOWN, List.of(), false);
        }
        List<Criterion> met = new ArrayList<>();
        List<Criterion> promises = new Writer(criteria, facts, loads).promises();
        met.add(budgets(facts));
        met.addAll(new Writer(criteria, facts, loads).circumstances());
        met.addAll(promises);
        boolean isMissed = promises.stream().anyMatch(criterion -> criterion.answer() == Answer.NO);
        return new Eligibility(loads.newest(), together(met), met, isMissed);
    }

    private static Answer together(List<Criterion> all) {
        if (all.stream().anyMatch(criterion -> criterion.answer() == Answer.NO)) {
            return Answer.NO;
        }
        return all.stream().allMatch(criterion -> criterion.answer() == Answer.YES) ? Answer.YES : Answer.UNKNOWN;
    }

    private static Criterion budgets(PromotionFacts facts) {
        return facts.arePromotionsAllowed()
                ? new Criterion(BUDGETS, Answer.YES, "no step of an error-budget policy holds promotions")
                : new Criterion(BUDGETS, Answer.NO, "a step of an error-budget policy holds promotions");
    }

    /** Writes the criteria of one question. */
    private record Writer(Criteria criteria, PromotionFacts facts, Loads loads) {
        /** What a production model has to go on keeping. */
        List<Criterion> promises() {
            List<Criterion> promises = new ArrayList<>();
            criteria.met().stream().sorted().forEach(group -> promises.add(kept(group.word(), of(group))));
            for (String id : criteria.objectives()) {
                promises.add(kept(
                        id,
                        facts.objectives().stream()
                                .filter(objective -> objective.id().equals(id))
                                .toList()));
            }
            if (criteria.isLoadProven()) {
                promises.add(load());
            }
            return promises;
        }

        /** What is asked for once. */
        List<Criterion> circumstances() {
            List<Criterion> others = new ArrayList<>();
            if (criteria.runs() > 0) {
                others.add(runs());
            }
            if (criteria.observedMs() > 0) {
                others.add(observed());
            }
            if (criteria.coverage() > 0) {
                others.add(coverage());
            }
            if (criteria.pages().most() >= 0) {
                others.add(pages());
            }
            return others;
        }

        private List<Promised> of(Group group) {
            return facts.objectives().stream()
                    .filter(objective -> objective.group() == group)
                    .toList();
        }

        private List<SloStatus> standings(Promised objective) {
            return facts.standings().stream()
                    .filter(status -> status.key().objective().equals(objective.id()))
                    .toList();
        }

        /** Each slice has to keep its own promise, as far as it can be judged; at least one has to be. */
        private Criterion kept(String name, List<Promised> objectives) {
            if (objectives.isEmpty()) {
                return new Criterion(name, Answer.UNKNOWN, "no SLO of the model is of that kind");
            }
            List<String> unknown = new ArrayList<>();
            List<SloStatus> known = new ArrayList<>();
            for (Promised objective : objectives) {
                List<SloStatus> judged = standings(objective).stream()
                        .filter(status -> KNOWN.contains(status.state()))
                        .toList();
                known.addAll(judged);
                if (judged.isEmpty()) {
                    unknown.add(objective.id());
                }
            }
            return kept(name, objectives.size(), unknown, known);
        }

        private static Criterion kept(String name, int objectives, List<String> unknown, List<SloStatus> known) {
            String broken = known.stream()
                    .filter(status -> status.budget().consumed() > 1)
                    .sorted(Comparator.comparingDouble(
                            status -> -status.budget().consumed()))
                    .map(Writer::used)
                    .limit(3)
                    .collect(Collectors.joining("; "));
            if (!broken.isEmpty()) {
                return new Criterion(name, Answer.NO, broken);
            }
            if (!unknown.isEmpty()) {
                return new Criterion(name, Answer.UNKNOWN, "cannot be judged yet: " + String.join(", ", unknown));
            }
            String worst = known.stream()
                    .max(Comparator.comparingDouble(status -> status.budget().consumed()))
                    .map(Writer::used)
                    .orElse("");
            return new Criterion(
                    name, Answer.YES, objectives + (objectives == 1 ? " SLO" : " SLOs") + " met, worst " + worst);
        }

        private static String used(SloStatus status) {
            String slice = status.key().slice().equals(Scope.ALL)
                    ? ""
                    : " in " + status.key().slice();
            return status.key().objective() + slice + ": "
                    + percent(status.budget().consumed()) + " of the budget used";
        }

        private Criterion load() {
            String name = "load";
            Change last = null;
            for (Change change : facts.changes()) {
                String version = change.version().isEmpty() ? loads.newest() : change.version();
                if (Loads.isAttempt(change) && version.equals(loads.newest())) {
                    last = change;
                }
            }
            if (loads.newest().isEmpty()) {
                return new Criterion(name, Answer.UNKNOWN, "no version is known");
            }
            if (last == null) {
                return new Criterion(name, Answer.UNKNOWN, loads.newest() + " was never loaded");
            }
            boolean fails = loads.fails(loads.newest()) || last.kind() == Change.Kind.LOAD_FAILED;
            return fails
                    ? new Criterion(name, Answer.NO, loads.newest() + " does not load: " + failure(last))
                    : new Criterion(name, Answer.YES, loads.newest() + " loaded " + TimeText.instant(last.atMs()));
        }

        private String failure(Change last) {
            Change failed = loads.failing().isEmpty() ? last : loads.failing().get(0);
            String why = failed.summary().isEmpty() ? "failed" : failed.summary();
            return why + " (" + TimeText.instant(failed.atMs()) + ")";
        }

        private Criterion runs() {
            String name = "runs";
            List<RunOutcome> ended = facts.runs().stream()
                    .filter(run -> run.end() != RunOutcome.End.OPEN)
                    .limit(criteria.runs())
                    .toList();
            long succeeded = ended.stream()
                    .filter(run -> run.end() == RunOutcome.End.SUCCEEDED)
                    .count();
            String evidence = succeeded + " of the last " + ended.size() + " runs succeeded"
                    + (ended.isEmpty()
                            ? ""
                            : ended.stream().map(RunOutcome::id).collect(Collectors.joining(", ", ": ", "")));
            long missing = criteria.runs() - ended.size();
            if (succeeded + missing < criteria.succeeded()) {
                return new Criterion(name, Answer.NO, evidence);
            }
            return missing > 0
                    ? new Criterion(name, Answer.UNKNOWN, evidence + "; " + criteria.runs() + " have to be known")
                    : new Criterion(name, Answer.YES, evidence);
        }

        private Criterion observed() {
            String name = "observed";
            if (facts.observedSinceMs() == Long.MAX_VALUE) {
                return new Criterion(name, Answer.UNKNOWN, "no data were seen yet");
            }
            long seenMs = Math.max(0, facts.nowMs() - facts.observedSinceMs());
            String evidence = TimeText.duration(seenMs) + " of " + TimeText.duration(criteria.observedMs()) + ", since "
                    + TimeText.instant(facts.observedSinceMs());
            return new Criterion(name, seenMs >= criteria.observedMs() ? Answer.YES : Answer.NO, evidence);
        }

        /** Of silence, too, nobody can say that all is well. */
        private Criterion coverage() {
            String name = "coverage";
            Set<String> ofRuns = of(Group.TRAINING).stream().map(Promised::id).collect(Collectors.toSet());
            List<SloStatus> whole = facts.standings().stream()
                    .filter(status -> status.key().slice().equals(Scope.ALL)
                            && !ofRuns.contains(status.key().objective()))
                    .toList();
            if (whole.isEmpty()) {
                return new Criterion(name, Answer.UNKNOWN, "nothing was judged yet");
            }
            List<String> silent = silent(whole);
            if (!silent.isEmpty()) {
                return new Criterion(name, Answer.UNKNOWN, "nothing was judged yet of " + String.join(", ", silent));
            }
            SloStatus least = whole.stream()
                    .min(Comparator.comparingDouble(SloStatus::coverage))
                    .orElseThrow();
            String evidence = least.key().objective() + ": " + percent(least.coverage())
                    + " of the expected windows judged, the least of " + whole.size();
            return new Criterion(name, least.coverage() >= criteria.coverage() ? Answer.YES : Answer.NO, evidence);
        }

        /** Objectives of all events that were never heard of. */
        private List<String> silent(List<SloStatus> whole) {
            Set<String> heard =
                    whole.stream().map(status -> status.key().objective()).collect(Collectors.toSet());
            return facts.objectives().stream()
                    .filter(Promised::isExpected)
                    .map(Promised::id)
                    .filter(id -> !heard.contains(id))
                    .sorted()
                    .toList();
        }

        private Criterion pages() {
            long fromMs = facts.nowMs() - criteria.pages().overMs();
            long pages = facts.pagesMs().stream().filter(ms -> ms > fromMs).count();
            String evidence =
                    pages + " in the last " + TimeText.duration(criteria.pages().overMs()) + ", at most "
                            + criteria.pages().most();
            if (pages > criteria.pages().most()) {
                return new Criterion("dryRunPages", Answer.NO, evidence);
            }
            return facts.observedSinceMs() > fromMs
                    ? new Criterion(
                            "dryRunPages", Answer.UNKNOWN, evidence + "; data were seen for " + seen() + " of it")
                    : new Criterion("dryRunPages", Answer.YES, evidence);
        }

        private String seen() {
            return TimeText.duration(Math.max(0, facts.nowMs() - Math.min(facts.nowMs(), facts.observedSinceMs())));
        }

        private static String percent(double share) {
            return String.format(Locale.ROOT, "%,.0f %%", 100 * share);
        }
    }
}
