package io.tidemark.cli;

import io.tidemark.client.Api;
import io.tidemark.client.Fields;
import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.domain.WorldFailure;
import io.tidemark.notify.Heard;
import io.tidemark.query.board.Doubt;
import io.tidemark.runtime.AlertTopic;
import io.tidemark.runtime.AppSettings;
import io.tidemark.runtime.Doubts;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark alerts}: what is open now, for people. */
@Command(
        name = "alerts",
        description = {
            "Shows the open alerts of a running application, the most urgent last; read from its topic, or with --url asked of its API."
        },
        footer = {
            "",
            "Exit code: 0 none is open, 1 some are, 2 could not be told, or a part is missing: also if the application has judged nothing yet, or nothing of"
                    + " the --model (with --follow that is a warning)."
        })
final class AlertsCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private final ApiOptions api;

    @Option(names = "--model", paramLabel = "NAME", description = "Only alerts of this model.")
    private @Nullable String model;

    @Option(names = "--severity", paramLabel = "WORD", description = "Only these: page, ticket or info.")
    private @Nullable String severity;

    @Option(
            names = "--all",
            description = "Also those of objectives on trial (dry runs), and the last episode of what is closed.")
    private boolean all;

    @Option(names = "--follow", description = "Then go on, and show each transition as it comes.")
    private boolean follow;

    @Option(
            names = "--json",
            description = "Print JSON and nothing else: one object, and with --follow then one a line.")
    private boolean json;

    private Set<Severity> asked = EnumSet.allOf(Severity.class);

    AlertsCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.api = new ApiOptions(environment);
    }

    @Override
    public Integer call() {
        asked = severity == null ? EnumSet.allOf(Severity.class) : EnumSet.of(SeverityWord.severity(severity));
        if (api.isNamed()) {
            if (follow) {
                throw new UsageError("--follow reads the topic: name the cluster by --bootstrap-servers, and no --url");
            }
            return show(api.api());
        }
        return cluster.ask(terminal, this::show);
    }

    private Integer show(Api application) {
        Map<String, String> ofModel = Map.of("model", model == null ? "" : model);
        Map<String, String> withTrials = new HashMap<>(ofModel);
        withTrials.put("dryRun", "any");
        Fields answer = application.all("/alerts", withTrials, "alerts");
        Completeness completeness = Completeness.of(answer);
        if (completeness.gaps().isEmpty()
                && !answer.has("alerts")
                && SloRow.of(application.all("/slos", ofModel, "slos")).stream().noneMatch(SloRow::wasJudged)) {
            throw new WorldFailure(Doubt.nothingJudged(model == null ? "" : model));
        }
        return completeness.tell(terminal, show(Api.alerts(answer)));
    }

    private Integer show(AppSettings settings) {
        try (AlertTopic topic = AlertTopic.open(settings)) {
            List<Heard> known = Stream.concat(topic.latest().stream(), topic.tried().stream())
                    .toList();
            requireJudged(known, settings);
            Integer code = show(known);
            if (follow) {
                topic.follow(this::tell);
            }
            return code;
        }
    }

    private Integer show(List<Heard> known) {
        List<Heard> wanted = known.stream()
                .filter(heard -> isAsked(heard.alert()))
                .sorted(AlertTable.ORDER)
                .toList();
        AlertTable.Sum sum = AlertTable.Sum.of(wanted);
        List<Heard> shown = wanted.stream()
                .filter(heard -> all || heard.alert().isOpen() && !heard.alert().isDryRun())
                .toList();
        if (json) {
            terminal.print(AlertTable.json(shown, sum));
        } else {
            AlertTable.lines(shown, sum).forEach(terminal::print);
        }
        return sum.open() == 0 ? ExitCodes.QUIET : ExitCodes.ALERTS;
    }

    /** No alert of what nobody looks at is no good news. */
    private void requireJudged(List<Heard> known, AppSettings settings) {
        Set<String> alerted = known.stream()
                .map(heard -> heard.alert().promise().scope().model())
                .collect(Collectors.toSet());
        Doubts.ofAlerts(model == null ? "" : model, alerted, settings).ifPresent(doubt -> {
            if (!follow) {
                throw new WorldFailure(doubt);
            }
            terminal.note("warning: " + doubt);
        });
    }

    private boolean isAsked(Alert alert) {
        return (model == null || model.equals(alert.promise().scope().model())) && asked.contains(alert.severity());
    }

    private void tell(Heard heard) {
        Alert.Transition transition = heard.alert().transition();
        boolean isNews =
                switch (transition.notice()) {
                    case HEARTBEAT -> false;
                    case UPDATED -> transition.state() != transition.previousState();
                    default -> true;
                };
        if (isNews && isAsked(heard.alert()) && (all || !heard.alert().isDryRun())) {
            terminal.print(json ? heard.json().line() : line(heard.alert()));
        }
    }

    private static String line(Alert alert) {
        String word = alert.transition().notice() == Alert.Notice.UPDATED
                ? alert.transition().state().name()
                : alert.transition().notice().name();
        return String.format(
                "%-12s  %-6s  %s",
                word.toLowerCase(Locale.ROOT),
                alert.severity().word(),
                alert.summary().lines().findFirst().orElse(""));
    }
}
