package io.tidemark.cli;

import io.tidemark.cli.TextTable.Align;
import io.tidemark.client.Api;
import io.tidemark.client.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark status}: every model in a row, that which needs a person last. */
@Command(
        name = "status",
        description = "Shows how every model of a running application stands, that which needs a person most last.",
        footer = {
            "",
            "Exit code: 0 nothing burns, 1 something does (SLOs on trial do not count), 2 could not be told, or a part is missing."
        })
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private final ApiOptions api;

    @Option(names = "--json", description = "Print the API's answer and nothing else: one object.")
    private boolean json;

    StatusCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    @Override
    public Integer call() {
        Api asked = api.api();
        Fields answer = asked.get("/overview", Map.of());
        List<Fields> models = new ArrayList<>(answer.list("models"));
        Collections.reverse(models);
        long burning = models.stream().filter(model -> burning(model) > 0).count();
        if (json) {
            terminal.print(answer.json());
        } else {
            lines(models).forEach(terminal::print);
            Fields onTrial = asked.all("/slos", Map.of("dryRun", "true"), "slos");
            trials(onTrial).forEach(terminal::print);
            terminal.print(models.size()
                    + (models.size() == 1 ? " model, " : " models, ")
                    + (burning == 0 ? "nothing burns" : burning + (burning == 1 ? " burns" : " burn")));
        }
        return Completeness.of(answer).tell(terminal, burning == 0 ? ExitCodes.QUIET : ExitCodes.ALERTS);
    }

    /** {@code on trial (dry run), not counted: 2 SLOs of fraud, 1 of them exhausted or firing}: a line a model. */
    private static List<String> trials(Fields answer) {
        SortedMap<String, List<SloRow>> byModel = SloRow.of(answer).stream()
                .collect(Collectors.groupingBy(slo -> slo.fields().text("model"), TreeMap::new, Collectors.toList()));
        return byModel.entrySet().stream()
                .map(model -> "on trial (dry run), not counted: "
                        + model.getValue().size()
                        + (model.getValue().size() == 1 ? " SLO" : " SLOs") + " of " + model.getKey() + ", "
                        + model.getValue().stream().filter(SloRow::isInTrouble).count()
                        + " of them exhausted or firing")
                .toList();
    }

    private static long burning(Fields model) {
        Fields burning = model.at("burning");
        return burning.whole("page") + burning.whole("ticket");
    }

    private static List<String> lines(List<Fields> models) {
        TextTable table =
                new TextTable(Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
        table.add("model", "budget", "worst objective", "burning", "data", "closed through", "may deploy");
        models.forEach(model -> table.add(
                model.text("model"),
                AnswerText.percent(model.at("worst").number("budgetRemaining")),
                worst(model.at("worst")),
                counts(model, "burning"),
                data(model),
                AnswerText.time(model.text("closedThrough")),
                deploy(model)));
        return models.isEmpty() ? List.of() : table.lines();
    }

    private static String worst(Fields worst) {
        String objective = worst.text("objective");
        String slice = worst.text("slice");
        String state = worst.text("state");
        return objective.isEmpty()
                ? AnswerText.NOTHING
                : objective
                        + (slice.equals("*") ? "" : " · " + slice)
                        + (SloRow.isJudged(state) ? "" : ": " + AnswerText.word(state));
    }

    /** {@code 1 page, 2 ticket}; what there is none of is left out. */
    private static String counts(Fields model, String name) {
        StringBuilder text = new StringBuilder();
        model.counts(name).forEach((word, count) -> {
            if (count > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(word);
            }
        });
        return text.isEmpty() ? "–" : text.toString();
    }

    /** How its columns stand, and what share of its events was not even read. */
    private static String data(Fields model) {
        OptionalDouble unread = model.number("unread");
        String counts = counts(model, "data");
        return unread.orElse(0) > 0 ? counts + ", " + AnswerText.percent(unread) + " unread" : counts;
    }

    private static String deploy(Fields model) {
        if (!model.has("decision")) {
            return "–";
        }
        Fields decision = model.at("decision");
        if (!decision.is("deploysAllowed")) {
            return "no";
        }
        return decision.is("canaryOnly") ? "canary" : decision.is("reviewRequired") ? "after review" : "yes";
    }
}
