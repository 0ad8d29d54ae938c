package io.tidemark.runtime.first;

import io.tidemark.runtime.first.ColumnFacts.Count;
import io.tidemark.stats.ColumnKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is proposed where the data bring predictions and their labels: that they are graded.
 *
 * @param yaml the line of the monitor
 * @param comment what it rests on
 */
record LabelProposal(String yaml, String comment) {
    private static final BigDecimal PART = BigDecimal.TEN;

    /** Nothing where a label is of another kind than the prediction, or speaks of other classes. */
    static Optional<LabelProposal> of(Proposal proposal) {
        List<ColumnPlan> labels = proposal.of(Role.LABEL);
        List<ColumnPlan> predictions = proposal.of(Role.PREDICTION);
        boolean isRead = proposal.source().form() == Proposal.Form.RECORDS
                && proposal.schedule().kind() != Schedule.Kind.UNTIMED;
        return isRead && !labels.isEmpty() && !predictions.isEmpty()
                ? of(labels.get(0), predictions.get(0))
                : Optional.empty();
    }

    private static Optional<LabelProposal> of(ColumnPlan label, ColumnPlan prediction) {
        if (label.kind() == ColumnKind.NUMBER && prediction.kind() == ColumnKind.NUMBER) {
            return ofNumbers(label.facts());
        }
        boolean isOfClasses = label.isCategorical() && prediction.isCategorical();
        return isOfClasses && values(prediction).stream().anyMatch(values(label)::contains)
                ? Optional.of(ofClasses(label.facts()))
                : Optional.empty();
    }

    private static Set<String> values(ColumnPlan plan) {
        return plan.facts().top().stream().map(Count::value).collect(Collectors.toSet());
    }

    private static LabelProposal ofClasses(ColumnFacts facts) {
        if (facts.distinct() != 2 || facts.top().size() != 2) {
            return new LabelProposal("labels: {task: classes}", "each row brings its own");
        }
        Count rarer = facts.top().get(1);
        return new LabelProposal(
                "labels: {positive: " + YamlText.quoted(rarer.value()) + "}",
                "each row brings its own; the rarer class, " + Figures.percent(facts.share(rarer))
                        + ", is taken for the positive one");
    }

    private static Optional<LabelProposal> ofNumbers(ColumnFacts facts) {
        BigDecimal within =
                BigDecimal.valueOf(facts.range().high() - facts.range().low()).divide(PART, new MathContext(1));
        return within.signum() <= 0
                ? Optional.empty()
                : Optional.of(
                        new LabelProposal(
                                "labels: {task: numbers, within: " + Figures.number(within.doubleValue()) + "}",
                                "each row brings its own; errors up to a tenth of the labels' spread are in order: say what you can live with"));
    }
}
