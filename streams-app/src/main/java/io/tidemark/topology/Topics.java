package io.tidemark.topology;

import io.tidemark.serde.OwnSchemas;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The names of all topics. A changed name is a migration: it needs a decision record.
 *
 * @param prefix what all of our own topics begin with, {@code tidemark} as a rule
 * @param sources the topics that bring events, with their number of partitions
 */
public record Topics(String prefix, Map<String, Integer> sources) {
    public Topics {
        sources = Map.copyOf(sources);
    }

    /** Deltas and marks, from profile to assess; key (model, stage, slice). */
    public String partials() {
        return prefix + "-partials";
    }

    /** Predictions and labels that are to be joined; key model and the prediction's id, hashed. */
    public String gradable() {
        return prefix + "-gradable";
    }

    /** Predictions whose truth is known, back to profile; key as of gradable. */
    public String graded() {
        return prefix + "-graded";
    }

    /** Grids of all models; compacted; key model or model/column. */
    public String grids() {
        return prefix + "-grids";
    }

    /** References; compacted, partitioned as partials; key (model, stage, slice). */
    public String references() {
        return prefix + "-references";
    }

    /** Readings, from assess to judge and to anybody; key model. */
    public String readings() {
        return prefix + "-readings";
    }

    /** Alerts, every notice; kept for a time; key the alert's identity. */
    public String alerts() {
        return prefix + "-alerts";
    }

    /** The latest alert of each identity; compacted. */
    public String alertsState() {
        return prefix + "-alerts-state";
    }

    /** What was changed, from any pipeline; any key. */
    public String changes() {
        return prefix + "-changes";
    }

    /** What training runs say of themselves, from any pipeline; any key. */
    public String runs() {
        return prefix + "-runs";
    }

    /** Changes, runs and what people tell judge; partitioned as readings; key model. */
    public String operations() {
        return prefix + "-operations";
    }

    /** What objectives that are only tried out would have told people; kept for a time. */
    public String alertsDryRun() {
        return prefix + "-alerts-dry-run";
    }

    /** What happened to models, budgets and objectives, for charts and timelines; key model. */
    public String annotations() {
        return prefix + "-annotations";
    }

    /** How each objective stands in each slice; compacted. */
    public String status() {
        return prefix + "-status";
    }

    /** What each model may do while its budgets stand as they do; compacted; key model. */
    public String decisions() {
        return prefix + "-decisions";
    }

    /** Records that could not be used, with the reason in their headers. */
    public String deadLetters() {
        return prefix + "-dead-letters";
    }

    /** Those that carry our own records, as the registry knows them. */
    public OwnSchemas.Subjects subjects() {
        return new OwnSchemas.Subjects(
                readings(), alerts(), changes(), operations(), annotations(), decisions(), status(), runs());
    }

    /** The topics that profile reads, in order: those that bring events, and what was graded. */
    List<String> profiled() {
        return Stream.concat(sources.keySet().stream(), Stream.of(graded()))
                .sorted()
                .toList();
    }
}
