package io.tidemark.runtime.first;

import io.tidemark.stats.ColumnKind;
import java.util.ArrayList;
import java.util.List;

/** What is proposed for the fields of records. Stateless. */
final class RecordPlans {
    private RecordPlans() {}

    /**
     * The plan of each field, in their order; then of those that no path names.
     *
     * @param rows of the sample, with their times
     */
    static List<ColumnPlan> of(FieldSample sample, RowSample rows, TimeColumn time) {
        RowSample events = rows.dated();
        List<ColumnFacts> facts = new ArrayList<>();
        for (int i = 0; i < events.names().size(); i++) {
            facts.add(ColumnLook.at(events, i));
        }
        List<ColumnPlan> plans = new ArrayList<>(ModelChoice.sound(Classification.of(facts, time.index())));
        sample.unnamed().stream()
                .filter(name -> !name.isEmpty())
                .map(name -> new ColumnPlan(
                        ColumnFacts.unseen(name), Role.LEFT_OUT, ColumnKind.CATEGORY, "no path can name it"))
                .forEach(plans::add);
        return List.copyOf(plans);
    }

    /** What people should know of the fields' names. */
    static List<String> remarks(FieldSample sample) {
        List<String> remarks = new ArrayList<>();
        if (!sample.unnamed().isEmpty()) {
            remarks.add("a name in a path cannot be empty, nor have a quote in it: left out "
                    + (sample.unnamed().size() == 1 ? "is the field " : "are the fields ")
                    + YamlText.list(sample.unnamed()) + ".");
        }
        sample.shared()
                .forEach(paths ->
                        remarks.add(String.join(" and ", paths) + " are one column, as a name is a path without"
                                + " quotes: a record has the first of them that holds a value."));
        return remarks;
    }
}
