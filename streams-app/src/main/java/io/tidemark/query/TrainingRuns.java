package io.tidemark.query;

import io.tidemark.config.Monitor;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Scope;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.run.Kinship;
import io.tidemark.slo.run.Run;
import io.tidemark.slo.run.RunBook;
import io.tidemark.slo.run.RunBudget;
import io.tidemark.slo.run.RunJudge;
import io.tidemark.slo.run.RunObjective;
import io.tidemark.slo.run.RunReliability;
import io.tidemark.slo.run.RunReliability.Relative;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The training runs of a model, how their objectives stand, and what is to be expected of the next one. Any thread may ask.
 *
 * @param questions to the state
 * @param monitored the models: what is known of their features makes relatives of them
 * @param ledgers what judge keeps
 */
public record TrainingRuns(Questions questions, Monitored monitored, Ledgers ledgers) {
    /** Most models that are asked for runs of theirs: those with most features in common. */
    private static final int MOST_RELATIVES = 20;

    /**
     * What there is.
     *
     * @param runs those that judge keeps, the newest first
     * @param objectives how each stands, in file order
     * @param reliability of the next run
     */
    public record Told(List<Seen> runs, List<Standing> objectives, RunReliability reliability) {}

    /**
     * A run.
     *
     * @param covered the objectives for which a correction takes it out
     */
    public record Seen(Run run, Set<String> covered) {}

    /** How an objective stands. */
    public record Standing(RunObjective objective, RunBudget budget) {}

    /**
     * The runs of a model.
     *
     * @throws Refused if there is no such model
     * @throws Unavailable if nobody can say now
     */
    public Answer<Told> of(String model) {
        monitored.monitor(model);
        return questions.ask(view -> told(view, model));
    }

    private Told told(View view, String model) {
        RunBook book = ledgers.book(view, model);
        Corrections corrections = ledgers.corrections(view, model);
        List<RunObjective> objectives = ledgers.runs(model);
        RunJudge judge = new RunJudge(objectives, book, (objective, run) -> isCovered(corrections, objective, run));
        List<Seen> runs = new ArrayList<>();
        for (Run run : book.runs()) {
            Set<String> covered = new TreeSet<>();
            objectives.stream()
                    .filter(objective -> isCovered(corrections, objective, run))
                    .forEach(objective -> covered.add(objective.id()));
            runs.add(new Seen(run, covered));
        }
        Collections.reverse(runs);
        Relative own = RunReliability.counted(model, 1, book);
        return new Told(
                runs,
                objectives.stream()
                        .map(objective -> new Standing(objective, judge.budget(objective)))
                        .toList(),
                RunReliability.of(own.good(), own.total(), RunReliability.prior(relatives(view, model, book))));
    }

    private static boolean isCovered(Corrections corrections, RunObjective objective, Run run) {
        long fromMs = run.times().firstMs();
        return corrections
                .of(objective.id(), Scope.runSlice(run.id()))
                .cover(fromMs, Math.max(fromMs + 1, run.orderMs()));
    }

    private List<Relative> relatives(View view, String model, RunBook book) {
        Kinship own = new Kinship(features(model), labels(book));
        return monitored.monitors().keySet().stream()
                .filter(other -> !other.equals(model))
                .map(other -> new Relative(other, own.similarity(new Kinship(features(other), Map.of())), 0, 0))
                .filter(other -> other.similarity() >= Kinship.RELATED)
                .sorted(nearest())
                .limit(MOST_RELATIVES)
                .map(other -> relative(view, other.model(), own))
                .filter(other -> other.similarity() >= Kinship.RELATED && other.total() > 0)
                .sorted(nearest())
                .toList();
    }

    private static Comparator<Relative> nearest() {
        return Comparator.comparingDouble(Relative::similarity).reversed().thenComparing(Relative::model);
    }

    private Relative relative(View view, String model, Kinship own) {
        RunBook book = ledgers.book(view, model);
        return RunReliability.counted(model, own.similarity(new Kinship(features(model), labels(book))), book);
    }

    /** The columns that are declared, and those that were ever counted on a grid. */
    private Set<String> features(String model) {
        Monitor monitor = monitored.monitor(model);
        Set<String> features = new TreeSet<>(monitor.columns().kinds().keySet());
        for (GridBook.Era era : monitored.grids().book(model).eras()) {
            features.addAll(era.grids().keySet());
        }
        return features;
    }

    /** What the newest run says of itself. */
    private static Map<String, String> labels(RunBook book) {
        List<Run> runs = book.runs();
        return runs.isEmpty() ? Map.of() : runs.get(runs.size() - 1).said().dimensions();
    }
}
