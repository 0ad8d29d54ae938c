package io.tidemark.runtime.first;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What people should know before they use a file. */
final class FileRemarks {
    private static final Duration HARMLESS = Duration.ofHours(1);

    private final Traffic traffic;
    private final List<ColumnPlan> plans;
    private final long rows;

    FileRemarks(Traffic traffic, List<ColumnPlan> plans, long rows) {
        this.traffic = traffic;
        this.plans = plans;
        this.rows = rows;
    }

    /**
     * All of it.
     *
     * @param broken said of rows that are none; empty if all are
     * @param untimed rows whose time cannot be read
     */
    List<String> of(String broken, long untimed) {
        List<String> remarks = new ArrayList<>();
        if (traffic.rows() == 0) {
            remarks.addAll(untimed());
        }
        remarks.addAll(ofTimes(untimed));
        if (!broken.isEmpty()) {
            remarks.add(broken);
        }
        remarks.addAll(ofDays());
        plans.stream()
                .filter(plan -> plan.facts().decimalCommas() > plan.facts().values() / 2)
                .findFirst()
                .ifPresent(
                        plan -> remarks.add(
                                "numbers with a decimal comma, as in " + plan.name()
                                        + ", are read as texts here, as fields are divided by commas, other columns have decimal points, or thousands are"
                                        + " divided too; write them with a point, and without anything between thousands, to have them measured."));
        remarks.addAll(ofNothing());
        return remarks;
    }

    /** Where there is nothing to measure. */
    List<String> ofNothing() {
        return plans.stream().anyMatch(ColumnPlan::isMeasured)
                ? List.of()
                : List.of("no column is left to measure: every one is a time, a key, free text or empty.");
    }

    /** Of a file that has times: of those that are none, and of their order. */
    List<String> ofTimes(long untimed) {
        List<String> remarks = new ArrayList<>();
        if (traffic.rows() > 0 && untimed > 0) {
            remarks.add(Figures.plural(untimed, "row") + " (" + Figures.percent((double) untimed / rows)
                    + ") have no time that can be read as the others, and are counted as bad rows.");
        }
        if (traffic.furthestBack().compareTo(HARMLESS) > 0) {
            remarks.add("the file is not in the order of its times: " + Figures.plural(traffic.backwards(), "row")
                    + " are older than one before, by up to " + Figures.span(traffic.furthestBack())
                    + ". Rows that come after their window was closed correct it, but it has been judged by then: sort the file by "
                    + time() + " first.");
        }
        return remarks;
    }

    /** Where times are whole days, and the time of day stands elsewhere. */
    List<String> ofDays() {
        String clock = plans.stream()
                .filter(plan -> plan.role() == Role.LEFT_OUT && plan.facts().isClock())
                .map(ColumnPlan::name)
                .findFirst()
                .orElse("");
        boolean isWholeDays = plans.stream()
                .anyMatch(plan -> plan.role() == Role.TIME
                        && plan.facts().top().stream()
                                .noneMatch(count -> count.value().indexOf(':') >= 0));
        return clock.isEmpty() || !isWholeDays
                ? List.of()
                : List.of(
                        "times are whole days: " + time() + " holds the date alone, and " + clock
                                + " the time of day. For windows shorter than a day write both into one column, like 2026-02-01T13:30:00, and run init again.");
    }

    private String time() {
        return plans.stream()
                .filter(plan -> plan.role() == Role.TIME)
                .map(ColumnPlan::name)
                .findFirst()
                .orElse(OwnEvent.TIME);
    }

    private List<String> untimed() {
        List<String> remarks = new ArrayList<>();
        String named = plans.stream()
                .filter(plan -> NameHints.isTime(plan.name()) && plan.facts().values() > 0)
                .findFirst()
                .map(plan -> " (" + plan.name() + " is called like one, but holds "
                        + Figures.value(plan.facts().top().get(0).value()) + ", for example)")
                .orElse("");
        remarks.add("no column says when a row came" + named
                + ": replay cannot read this file, because readings are of windows of event time. Add a column with a time, were it that of the"
                + " batch or the month, and run init again.");
        String part = plans.stream()
                .filter(plan -> plan.role() == Role.LEFT_OUT && plan.why().startsWith("parts"))
                .findFirst()
                .map(plan -> " by " + plan.name() + " (" + Figures.values(plan.facts()) + ")")
                .orElse("");
        remarks.add("without times two files can be compared: split it" + part
                + " in two, then: tidemark compare REFERENCE CURRENT --config THIS");
        remarks.add(
                "the same rows on a Kafka topic have the time of their record: source: {topic: …, fields: {time: $timestamp}}, and run works.");
        return remarks;
    }
}
