package io.tidemark.judge;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Lifecycle;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Correction;
import io.tidemark.slo.Episode;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Step;
import io.tidemark.slo.Terms;
import io.tidemark.slo.promotion.PromotionRule;
import io.tidemark.slo.run.RunObjective;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns readings into points, and the steps that their ledger makes of them into alerts.
 *
 * <p>The ledger is passed in, so it may be shared by tasks.
 */
public final class Judge {
    private final Map<String, List<Objective>> byModel;
    private final Map<Objective, Terms> terms = new HashMap<>();
    private final Map<String, List<Correction>> declared;
    private final Map<String, List<RunObjective>> runs;
    private final List<Objective> all;
    private final Map<String, PromotionRule> promotions;

    /**
     * A judge of objectives that nothing corrects but what people say.
     *
     * @throws IllegalArgumentException if two objectives of a model have the same id
     */
    public Judge(List<Objective> objectives) {
        this(objectives, Map.of());
    }

    /**
     * A judge.
     *
     * @param declared corrections of the monitor file, by model
     * @throws IllegalArgumentException if two objectives of a model have the same id
     */
    public Judge(List<Objective> objectives, Map<String, List<Correction>> declared) {
        this(objectives, declared, Map.of(), List.of());
    }

    /**
     * A judge of data and of training runs.
     *
     * @param declared corrections of the monitor file, by model
     * @param runs what is promised of training runs
     * @throws IllegalArgumentException if two objectives of a model have the same id
     */
    public Judge(List<Objective> objectives, Map<String, List<Correction>> declared, List<RunObjective> runs) {
        this(objectives, declared, Map.of(), runs);
    }

    /**
     * A judge of data, and of how models come into production.
     *
     * @param declared corrections of the monitor file, by model
     * @param promotions what the file says of promotions, by model
     * @throws IllegalArgumentException if two objectives of a model have the same id
     */
    public Judge(
            List<Objective> objectives, Map<String, List<Correction>> declared, Map<String, PromotionRule> promotions) {
        this(objectives, declared, promotions, List.of());
    }

    /**
     * A judge.
     *
     * @param objectives as they are meant of production models
     * @param declared corrections of the monitor file, by model
     * @param promotions what the file says of promotions, by model
     * @param runs what is promised of training runs
     * @throws IllegalArgumentException if two objectives of a model have the same id
     */
    public Judge(
            List<Objective> objectives,
            Map<String, List<Correction>> declared,
            Map<String, PromotionRule> promotions,
            List<RunObjective> runs) {
        this(objectives, declared, promotions, runs, model -> promotion(promotions, model)
                .lifecycle());
    }

    private Judge(
            List<Objective> all,
            Map<String, List<Correction>> declared,
            Map<String, PromotionRule> promotions,
            List<RunObjective> runs,
            Function<String, Lifecycle> lifecycles) {
        this.all = List.copyOf(all);
        this.promotions = Map.copyOf(promotions);
        this.runs = runs.stream().collect(Collectors.groupingBy(RunObjective::model));
        List<Objective> objectives = all.stream()
                .map(objective -> {
                    String model = objective.subject().model();
                    return promotion(promotions, model).in(lifecycles.apply(model), objective);
                })
                .toList();
        this.declared = Map.copyOf(declared);
        this.byModel = objectives.stream()
                .collect(Collectors.groupingBy(objective -> objective.subject().model()));
        Map<String, Long> keys = Stream.concat(
                        objectives.stream().map(objective -> key(objective, "")),
                        runs.stream().map(objective -> objective.model() + "|" + objective.id() + "|"))
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));
        keys.forEach((key, count) -> {
            if (count > 1) {
                throw new IllegalArgumentException("an objective's id must be unique in its model: model|id|=" + key);
            }
        });
        objectives.forEach(objective -> terms.put(objective, Terms.of(objective)));
    }

    private static PromotionRule promotion(Map<String, PromotionRule> promotions, String model) {
        return promotions.getOrDefault(model, PromotionRule.NONE);
    }

    /** What the file says of a model's promotion. */
    PromotionRule promotion(String model) {
        return promotion(promotions, model);
    }

    /** The models of whose promotion the file says something. */
    List<String> promotable() {
        return promotions.entrySet().stream()
                .filter(entry -> entry.getValue().isStated())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The same judge while models have come so far. */
    Judge in(Function<String, Lifecycle> lifecycles) {
        return new Judge(
                all,
                declared,
                promotions,
                runs.values().stream().flatMap(List::stream).toList(),
                lifecycles);
    }

    /** All objectives. */
    List<Objective> objectives() {
        return List.copyOf(terms.keySet());
    }

    /** The models that have objectives. */
    Set<String> models() {
        return byModel.keySet();
    }

    /** The objective of an id; empty if the model has none of it. */
    Optional<Objective> objective(String model, String id) {
        return objectives(model).stream()
                .filter(objective -> objective.id().equals(id))
                .findFirst();
    }

    /** Whether an objective of that id is kept for a slice. */
    boolean keeps(String model, String id, String slice) {
        boolean isOfRuns = Scope.isRun(slice)
                && runs(model).stream().anyMatch(run -> run.id().equals(id));
        return isOfRuns
                || objective(model, id)
                        .filter(objective -> objective.subject().slices().include(slice))
                        .isPresent();
    }

    /** What is promised of a model's training runs, in file order. */
    List<RunObjective> runs(String model) {
        return runs.getOrDefault(model, List.of());
    }

    /** The monitor file's corrections of a model. */
    List<Correction> declared(String model) {
        return declared.getOrDefault(model, List.of());
    }

    /** The objectives of a model. */
    public List<Objective> objectives(String model) {
        return byModel.getOrDefault(model, List.of());
    }

    /** The objectives that a reading is a slot of. */
    public List<Objective> concerned(Reading reading) {
        return byModel.getOrDefault(reading.scope().model(), List.of()).stream()
                .filter(objective -> objective.concerns(reading))
                .toList();
    }

    /**
     * What an objective's ledgers are kept by.
     *
     * @throws IllegalArgumentException if it is not one of this judge's
     */
    public Terms terms(Objective objective) {
        Terms found = terms.get(objective);
        if (found == null) {
            throw new IllegalArgumentException("the objective is not one of this judge's: id=" + objective.id());
        }
        return found;
    }

    /** The same for one slice: nobody is told that a version falls silent, for it does when it is no longer served. */
    public Terms terms(Objective objective, Scope scope) {
        return scope.isVersion() ? terms(objective).withoutSilence() : terms(objective);
    }

    /**
     * Takes a reading in: changes the ledger and says what to tell.
     *
     * @param objective one of {@link #concerned}
     * @param ledger of the objective and the reading's slice; changed
     * @param clockTimeMs wall clock, for the alerts' second time stamp only
     */
    public Outcome judge(Objective objective, Ledger ledger, Reading reading, long clockTimeMs) {
        Posted posted = ledger.take(objective.indicator().point(reading, objective.goal()));
        return heard(objective, ledger, reading, posted, clockTimeMs);
    }

    private static Outcome heard(Objective objective, Ledger ledger, Reading reading, Posted posted, long clockTimeMs) {
        Hearing hearing = new Hearing(objective, ledger, reading, posted);
        ledger.episodes().forEach(episode -> rememberCause(hearing, episode));
        List<Alert> alerts = new ArrayList<>();
        for (Step step : posted.told()) {
            alerts.add(new AlertWriter(hearing, step, clockTimeMs).write());
        }
        return new Outcome(posted, alerts, new Notes(hearing, clockTimeMs).annotations());
    }

    /**
     * A ledger looked at again.
     *
     * @param reading none of its own: the newest slot, of which nothing new was heard
     * @param outcome what came of it
     */
    record Again(Reading reading, Outcome outcome) {}

    /** Looks at a ledger again: other corrections, or an edited objective, ask for it. */
    Again reconsider(Objective objective, Ledger ledger, String slice, long clockTimeMs) {
        Reading nothing = Hearing.ofNothing(objective, ledger, slice).reading();
        Posted posted = ledger.reconsider(Ledger.Audience.PEOPLE);
        return new Again(nothing, heard(objective, ledger, nothing, posted, clockTimeMs));
    }

    /** Notes what an open episode is about, for as long as its newest slot shows it. */
    private static void rememberCause(Hearing hearing, Episode episode) {
        boolean isShown = episode.subject() == Step.Subject.BURN && hearing.showsIt();
        if (episode.isOpen()
                && hearing.posted().hasChanged()
                && (isShown || !episode.cause().isKnown())) {
            episode.setCause(hearing.cause(episode));
        }
    }

    /** The key of an objective's ledger of one slice. */
    public static String key(Objective objective, String slice) {
        return objective.subject().model() + "|" + objective.id() + "|" + slice;
    }
}
