package io.tidemark.runtime.first;

import io.tidemark.runtime.first.ColumnFacts.Count;
import io.tidemark.runtime.first.Proposal.Form;
import io.tidemark.stats.ColumnKind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes a proposal as a monitor file that a person can read: every line with the figures it rests on. */
final class ProposalText {
    /** Columns that get a line each; of more, those that are numbers are inferred. */
    private static final int MOST_LINES = 150;

    private static final int MOST_ALLOWED_VALUES = 12;
    private static final int MONITOR = 4;
    private static final int SECTION = 6;
    private static final int ENTRY = 8;

    private final Proposal proposal;
    private final YamlText text = new YamlText();

    ProposalText(Proposal proposal) {
        this.proposal = proposal;
    }

    String write() {
        text.line(0, "# yaml-language-server: $schema=monitors.schema.json");
        proposal.heading().forEach(line -> text.comment(0, line));
        if (!proposal.remarks().isEmpty()) {
            text.comment(0, "").comment(0, "Mind:");
            proposal.remarks().forEach(line -> text.comment(0, "- " + line));
        }
        text.blank().line(0, "monitors:").line(2, "- model: " + YamlText.quoted(proposal.model()));
        text.line(MONITOR, "source:");
        proposal.source().lines().forEach(line -> text.line(SECTION + line.indent(), line.yaml(), line.comment()));
        columns();
        slices();
        windows();
        LabelProposal.of(proposal).ifPresent(labels -> text.line(MONITOR, labels.yaml(), labels.comment()));
        text.line(MONITOR, "falseAlarms: 1 per 30d", "of the whole model; every test that a month holds shares it");
        new SloProposal(proposal, text).write();
        return text.toString();
    }

    private void columns() {
        text.line(MONITOR, "columns:");
        List<ColumnPlan> out = proposal.of(Role.LEFT_OUT);
        if (!out.isEmpty()) {
            text.line(SECTION, "exclude:", "not measured; strike a line to measure it");
            out.forEach(plan -> text.line(ENTRY, "- " + YamlText.quoted(plan.column()), plan.why()));
        }
        List<ColumnPlan> measured =
                proposal.plans().stream().filter(ColumnPlan::isMeasured).toList();
        boolean isWide = measured.size() > MOST_LINES;
        text.line(SECTION, "types:", isWide ? "all others are numbers" : "");
        measured.stream()
                .filter(plan -> !isWide || plan.kind() != ColumnKind.NUMBER)
                .forEach(plan -> text.line(ENTRY, measuredAs(plan) + ": " + word(plan.kind()), described(plan)));
        allowed(measured);
    }

    /** Prediction and score have names of their own, whatever the data call them. */
    private String measuredAs(ColumnPlan plan) {
        boolean isLabel = plan.role() == Role.LABEL && proposal.source().form() == Form.RECORDS;
        return plan.role() == Role.PREDICTION || plan.role() == Role.SCORE || isLabel
                ? plan.role().key()
                : YamlText.quoted(plan.column());
    }

    private static String word(ColumnKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String described(ColumnPlan plan) {
        ColumnFacts facts = plan.facts();
        String missing = facts.missing() == 0 ? "" : ", " + Figures.percent(facts.missingShare()) + " missing";
        String role = plan.role() == Role.FEATURE
                ? ""
                : plan.role().name().toLowerCase(Locale.ROOT)
                        + (plan.why().isEmpty() ? ": " : ", " + plan.why() + ": ");
        String why = plan.role() == Role.FEATURE && !plan.why().isEmpty() ? plan.why() + "; " : "";
        return role + why + values(plan) + missing;
    }

    private static String values(ColumnPlan plan) {
        ColumnFacts facts = plan.facts();
        if (facts.isConstant()) {
            return "always " + Figures.value(facts.top().get(0).value()) + ": news once it is not";
        }
        return switch (plan.kind()) {
            case NUMBER ->
                Figures.number(facts.range().lowest()) + " to "
                        + Figures.number(facts.range().highest()) + ", 99 % of "
                        + Figures.number(facts.range().low()) + " to "
                        + Figures.number(facts.range().high());
            case CATEGORY, BOOLEAN ->
                Figures.plural(facts.distinct(), facts.isInteger() ? "code" : "value") + ": " + Figures.values(facts);
            case STRING ->
                "texts, " + Figures.count(facts.distinct()) + " different ones: length and shape are measured";
            case EMBEDDING -> "vectors";
        };
    }

    /** What is seen is not what is right: people have to say so. */
    private void allowed(List<ColumnPlan> measured) {
        List<ColumnPlan> bounded = measured.stream()
                .filter(plan -> plan.kind() == ColumnKind.NUMBER
                        || plan.kind() == ColumnKind.CATEGORY && plan.facts().distinct() <= MOST_ALLOWED_VALUES)
                .limit(MOST_LINES)
                .toList();
        if (bounded.isEmpty()) {
            return;
        }
        text.suggestion(
                SECTION,
                "allowed:",
                "what you know of the data; values outside count as invalid. These bounds were only seen");
        bounded.forEach(plan -> text.suggestion(SECTION, "  " + measuredAs(plan) + ": " + bounds(plan), ""));
    }

    private static String bounds(ColumnPlan plan) {
        ColumnFacts facts = plan.facts();
        if (plan.kind() == ColumnKind.CATEGORY) {
            return "{values: "
                    + YamlText.list(
                            facts.top().stream().map(Count::value).sorted().toList()) + "}";
        }
        return "{min: " + Figures.number(facts.range().lowest()) + ", max: "
                + Figures.number(facts.range().highest()) + "}";
    }

    private void slices() {
        List<SliceChoice> proposed =
                proposal.slices().stream().filter(SliceChoice::isProposed).toList();
        List<SliceChoice> others = proposal.slices().stream()
                .filter(choice -> !choice.isProposed())
                .toList();
        if (!proposed.isEmpty()) {
            text.line(MONITOR, "slices:", "groups that are measured beside the whole");
            proposed.forEach(choice -> text.line(SECTION, grouping(choice), described(choice)));
        } else if (!others.isEmpty()) {
            text.suggestion(MONITOR, "slices:", "groups that could be measured beside the whole");
        }
        others.forEach(choice -> text.suggestion(SECTION, grouping(choice), described(choice)));
    }

    private String grouping(SliceChoice choice) {
        String name = proposal.source().form() == Form.RECORDS
                ? choice.name()
                : choice.plan().name();
        return "- [" + YamlText.quoted(name) + "]";
    }

    private String described(SliceChoice choice) {
        String values = Figures.plural(choice.plan().facts().distinct(), "value");
        if (proposal.schedule().kind() == Schedule.Kind.UNTIMED) {
            return values;
        }
        if (choice.enough() == 0) {
            return values + ", too thin: the largest has " + Figures.plural(choice.rows(), "row")
                    + " in a usual window, of which " + Figures.count(choice.need()) + " are needed";
        }
        String share = choice.enough() > 0.999
                ? "each has"
                : "those with " + Figures.percent(choice.enough()) + " of the rows have";
        return values + "; " + share + " rows enough, the thinnest of them " + Figures.value(choice.smallest()) + ": "
                + Figures.count(choice.rows()) + " in a usual window, " + Figures.count(choice.need()) + " are needed";
    }

    private void windows() {
        Schedule schedule = proposal.schedule();
        if (schedule.kind() == Schedule.Kind.UNTIMED) {
            text.suggestion(MONITOR, "windows: {size: 1h}", "nothing here says how many rows come when");
            return;
        }
        WindowChoice windows = schedule.windows();
        text.line(MONITOR, "windows:");
        text.line(
                SECTION,
                "size: " + windows.word(),
                Figures.plural(windows.median(), "row") + " in a usual one; " + windows.shortText());
        if (!windows.rejected().isEmpty()) {
            text.comment(SECTION, windows.rejected());
        }
        if (schedule.kind() == Schedule.Kind.STREAM) {
            text.line(
                    MONITOR,
                    "reference: {first: " + Math.max(WindowChoice.ENOUGH, weekOf(windows)) + " windows}",
                    "from the topic's first event on; or the range that the model was trained on: {from: …, to: …}");
            return;
        }
        ReferenceChoice reference = schedule.reference();
        text.line(
                MONITOR,
                "reference: {from: " + time(reference.from()) + ", to: " + time(reference.to()) + "}",
                Figures.plural(reference.windows(), "window") + ", "
                        + (schedule.kind() == Schedule.Kind.PART ? "about " : "")
                        + Figures.plural(reference.rows(), "row")
                        + "; better: the range that the model was trained on");
    }

    private static long weekOf(WindowChoice windows) {
        return java.time.Duration.ofDays(7).dividedBy(windows.size());
    }

    private static String time(Instant time) {
        String text = time.toString();
        return text.endsWith("T00:00:00Z") ? text.substring(0, "2001-01-01".length()) : text;
    }
}
