package io.tidemark.runtime.first;

import io.tidemark.runtime.first.Proposal.SourceLine;
import java.util.ArrayList;
import java.util.List;

/** The lines of {@code source.fields}: what the paths of a record mean. */
final class FieldLines {
    private static final String RECORD_TIME = "$timestamp";

    private FieldLines() {}

    /** All of them, {@code fields:} first. */
    static List<SourceLine> of(List<ColumnPlan> plans, TimeColumn time, List<SliceChoice> slices) {
        return of("paths into the record; all others are features", plans, time, slices);
    }

    /** The same of a file's columns, whose headers are paths. */
    static List<SourceLine> ofHeaders(List<ColumnPlan> plans, TimeColumn time, List<SliceChoice> slices) {
        return of("headers of the file, paths into a topic's records; all others are features", plans, time, slices);
    }

    private static List<SourceLine> of(
            String meaning, List<ColumnPlan> plans, TimeColumn time, List<SliceChoice> slices) {
        List<SourceLine> lines = new ArrayList<>();
        lines.add(new SourceLine(0, "fields:", meaning));
        lines.addAll(time(plans, time));
        plans.stream()
                .filter(plan -> !plan.role().key().isEmpty() && plan.role() != Role.TIME)
                .forEach(plan -> lines.add(new SourceLine(
                        2,
                        plan.role().key() + ": " + YamlText.quoted(plan.name()),
                        plan.role() == Role.LATENCY ? "in milliseconds" : plan.why())));
        List<SliceChoice> dimensions = slices.stream()
                .filter(choice -> choice.plan().role() == Role.FEATURE)
                .toList();
        if (!dimensions.isEmpty()) {
            lines.add(new SourceLine(2, "dimensions:", "what slices can be made of, by name"));
            dimensions.forEach(choice -> lines.add(new SourceLine(
                    4,
                    YamlText.quoted(choice.name()) + ": "
                            + YamlText.quoted(choice.plan().name()),
                    "")));
        }
        return lines;
    }

    private static List<SourceLine> time(List<ColumnPlan> plans, TimeColumn time) {
        if (!time.isThere()) {
            return List.of(new SourceLine(
                    2, "time: " + RECORD_TIME, "no field holds times: the time that the record has in Kafka"));
        }
        List<SourceLine> lines = new ArrayList<>();
        lines.add(new SourceLine(
                2, "time: " + YamlText.quoted(plans.get(time.index()).name()), ""));
        lines.addAll(shape(time));
        return lines;
    }

    /** How times are written that are neither ISO 8601 nor a number, and what they leave open. */
    static List<SourceLine> shape(TimeColumn time) {
        List<SourceLine> lines = new ArrayList<>();
        if (!time.shape().word().equals("auto")) {
            String also = time.shape().also();
            lines.add(new SourceLine(
                    2,
                    "timeFormat: " + YamlText.quoted(time.shape().word()),
                    also.isEmpty() ? "" : "or is it " + also + "? All values looked at fit both"));
        }
        if (!time.shape().hasZone()) {
            lines.add(new SourceLine(
                    2, "timeZone: UTC", "they say no zone; write Europe/Paris or the like if they are local times"));
        }
        return lines;
    }
}
