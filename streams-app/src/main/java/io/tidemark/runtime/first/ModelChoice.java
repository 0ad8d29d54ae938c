package io.tidemark.runtime.first;

import io.tidemark.runtime.first.ColumnFacts.Count;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a monitor of records is called: as they call their model, as the most frequent one where there are several.
 *
 * <p>Owned by one thread; not thread-safe.
 */
final class ModelChoice {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Map<String, Integer> own = new TreeMap<>();

    /** One of Tidemark's own events, of that model. */
    void count(String model) {
        own.merge(model, 1, Integer::sum);
    }

    /** The name: the one that was asked for, unless the records have others. */
    String choose(String asked, List<ColumnPlan> plans) {
        Stream<String> ownFirst = own.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey);
        List<String> named = Stream.concat(ownFirst, plans.stream().flatMap(ModelChoice::names))
                .filter(ModelChoice::isName)
                .toList();
        return named.isEmpty() || named.contains(asked) ? asked : named.get(0);
    }

    private static Stream<String> names(ColumnPlan plan) {
        return plan.role() == Role.MODEL ? plan.facts().top().stream().map(Count::value) : Stream.of();
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The plans, where a field that holds no name of a monitor is no model. */
    static List<ColumnPlan> sound(List<ColumnPlan> plans) {
        return plans.stream()
                .map(plan -> plan.role() == Role.MODEL && names(plan).noneMatch(ModelChoice::isName)
                        ? plan.as(Role.FEATURE, "no model that a monitor could be called as")
                        : plan)
                .toList();
    }

    /**
     * What people should know of data that name their models.
     *
     * @param what the data are
     */
    static List<String> remarks(String what, List<ColumnPlan> plans) {
        return plans.stream()
                .filter(plan -> plan.role() == Role.MODEL)
                .map(plan -> what + " carries " + Figures.plural(plan.facts().distinct(), "model") + " ("
                        + Figures.values(plan.facts())
                        + "): the monitor's name has to be one of them; copy it for each other one.")
                .limit(1)
                .toList();
    }
}
