package io.tidemark.runtime.first;

import java.util.List;

/**
 * A first monitor file.
 *
 * @param model its name
 * @param heading what was looked at, and what to do next, line by line
 * @param source where the data come from
 * @param plans of each column, in their order
 * @param schedule when rows came; unknown where nothing says so
 * @param slices candidates, best first
 * @param remarks what people should know before they use it
 */
public record Proposal(
        String model,
        List<String> heading,
        Source source,
        List<ColumnPlan> plans,
        Schedule schedule,
        List<SliceChoice> slices,
        List<String> remarks) {
    public Proposal {
        heading = List.copyOf(heading);
        plans = List.copyOf(plans);
        slices = List.copyOf(slices);
        remarks = List.copyOf(remarks);
    }

    /** What the data are read as, which decides what the application calls a label and a group. */
    enum Form {
        /** Rows, by the columns' names alone. */
        CSV,
        /** Records, by the paths of their fields; or rows, by their headers as paths. */
        RECORDS
    }

    /**
     * Where the data come from.
     *
     * @param lines of {@code source}
     */
    record Source(Form form, List<SourceLine> lines) {
        Source {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line of {@code source}.
     *
     * @param indent how far it is indented below {@code source}
     */
    public record SourceLine(int indent, String yaml, String comment) {}

    /** The plan of a role; {@link #plans} are asked in order. */
    List<ColumnPlan> of(Role role) {
        return plans.stream().filter(plan -> plan.role() == role).toList();
    }

    /** Whether it is known when rows came, so that a replay can read them. */
    public boolean isTimed() {
        return schedule.kind() != Schedule.Kind.UNTIMED;
    }

    /** The monitor file, commented. */
    public String text() {
        return new ProposalText(this).write();
    }
}
