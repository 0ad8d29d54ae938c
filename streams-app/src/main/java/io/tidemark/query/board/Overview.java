package io.tidemark.query.board;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.Change;
import io.tidemark.domain.PolicyDecision;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model stands, of its objectives that are not on trial.
 *
 * @param model its name
 * @param worst the objective and slice that needs a person most; empty if there is none
 * @param slos how many objectives there are, each slice counted
 * @param burning how many of them have a budget that burns too fast now, by the severity of the alert
 * @param episodesOpen how many episodes are open
 * @param states how many of them stand how
 * @param lastChange what was changed last; empty if nothing is known
 * @param decision what it may do; empty before the first
 */
public record Overview(
        String model,
        Optional<SloEntry> worst,
        int slos,
        Map<Severity, Integer> burning,
        int episodesOpen,
        SortedMap<String, Integer> states,
        Optional<Posted<Change>> lastChange,
        Optional<PolicyDecision> decision) {
    /** A budget that says something before one that does not; then the emptiest. */
    private static final Comparator<SloEntry> WORST = Comparator.comparing(SloEntry::isJudged)
            .thenComparing(SloEntry::consumed)
            .thenComparing(entry -> entry.key().objective(), Comparator.reverseOrder())
            .thenComparing(entry -> entry.key().slice(), Comparator.reverseOrder());

    private static final Comparator<Overview> NEEDY = Comparator.comparing((Overview one) -> one.burning(Severity.PAGE))
            .thenComparing(one -> one.burning(Severity.TICKET))
            .thenComparing(one -> one.states().getOrDefault("EXHAUSTED", 0))
            .thenComparing(one -> one.worst()
                    .filter(SloEntry::isJudged)
                    .map(SloEntry::consumed)
                    .orElse(-1.0))
            .reversed()
            .thenComparing(Overview::model);

    /** All of these models, those that need a person most first: who is paged, has tickets, has used up budgets, has the emptiest budget. */
    public static List<Overview> of(Collection<String> models, Boards.View view) {
        Map<String, Fires> fires = new TreeMap<>();
        view.alerts().open().stream().filter(alert -> !alert.isDryRun()).forEach(alert -> fires.computeIfAbsent(
                        alert.key().model(), model -> new Fires())
                .add(alert));
        return models.stream()
                .map(model -> of(model, view, fires.getOrDefault(model, new Fires())))
                .sorted(NEEDY)
                .toList();
    }

    private static Overview of(String model, Boards.View view, Fires fires) {
        List<SloEntry> entries = view.slos().of(model).stream()
                .filter(entry -> !entry.isDryRun())
                .toList();
        SortedMap<String, Integer> states = new TreeMap<>();
        entries.forEach(entry -> states.merge(entry.state(), 1, Integer::sum));
        Comparator<Posted<Change>> byTime =
                Comparator.comparingLong(change -> change.value().atMs());
        return new Overview(
                model,
                entries.stream().max(WORST),
                entries.size(),
                fires.counts(),
                fires.open,
                states,
                view.changes().concerning(model).max(byTime),
                Optional.ofNullable(view.decisions().get(model)).map(Posted::value));
    }

    private int burning(Severity severity) {
        return burning.getOrDefault(severity, 0);
    }

    /** The open episodes of a model. */
    private static final class Fires {
        private final Map<Severity, Set<String>> burning = new EnumMap<>(Severity.class);
        private int open;

        void add(AlertEntry alert) {
            open++;
            if (alert.isFiring() && alert.policyStep().isEmpty()) {
                burning.computeIfAbsent(alert.severity(), severity -> new HashSet<>())
                        .add(alert.key().text());
            }
        }

        Map<Severity, Integer> counts() {
            Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
            for (Severity severity : Severity.values()) {
                counts.put(severity, burning.getOrDefault(severity, Set.of()).size());
            }
            return counts;
        }
    }
}
