package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.MonitorFile;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.notify.Secret;
import io.tidemark.notify.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

class NotifyCommandTest {
    @TempDir
    private Path directory;

    @Test
    void mistakesAreToldBeforeAnythingIsSent() {
        assertThat(error("--target", "alertmanger=http://127.0.0.1:9093"))
                .isEqualTo("--target=alertmanger is none of alertmanager, webhook, pagerduty");
        assertThat(error("--target", "webhook=ftp://127.0.0.1/"))
                .isEqualTo("--target webhook: url is neither http://HOST… nor https://HOST…; write it so");
        assertThat(error("--target", "webhook=http://a b"))
                .isEqualTo("--target=webhook=… is no URL; write http://HOST:PORT/PATH");
        assertThat(error("--target", "pagerduty"))
                .isEqualTo("--target pagerduty has no routing key; name the variable that holds it");
        assertThat(error("--target", "webhook=http://127.0.0.1/", "--severity", "pages"))
                .isEqualTo("--severity=pages is none of page, ticket, info");
        assertThat(error("--target", "webhook=http://127.0.0.1/", "--target", "webhook=http://127.0.0.2/"))
                .isEqualTo(
                        "two targets are called webhook; add --name NAME behind each --target, another than those of the file");
        assertThat(error("--target", "webhook=http://127.0.0.1/"))
                .isEqualTo(
                        "there is no embedded broker in .tidemark/kafka; name the cluster by --bootstrap-servers, or the directory of run by --data-dir");
    }

    @Test
    void secretsThatAreMissingAreTold() throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");

        assertThat(error("--target", "pagerduty", "--secret-env", "TIDEMARK_NO_SUCH_VARIABLE"))
                .isEqualTo("--secret-env=TIDEMARK_NO_SUCH_VARIABLE is empty; set the variable");
        assertThat(error("--target", "pagerduty", "--secret-file", empty))
                .isEqualTo("--secret-file=" + empty + " is empty; write the secret into it");
        assertThat(error("--target", "pagerduty", "--secret-file", directory.resolve("no")))
                .isEqualTo("--secret-file=" + directory.resolve("no") + " cannot be read; name a file that can");
        assertThat(error("--target", "pagerduty", "--secret-file", empty, "--secret-env", "X"))
                .isEqualTo("--secret-env and --secret-file stand beside each other; keep one");
    }

    @Test
    void withoutATargetThereIsNothingToDo() {
        assertThat(error())
                .isEqualTo("nobody is to be told; give --target KIND=URL, or a --config with notification targets");
    }

    @Test
    void targetsOfAFileHearWhatIsForTheirRoles() {
        MonitorFile file = MonitorFileReader.parse(
                "monitors.yaml",
                """
                monitors:
                  - model: fraud
                    source: {topic: events}
                ---
                apiVersion: openslo/v1
                kind: AlertNotificationTarget
                metadata: {name: am}
                spec: {target: alertmanager, url: "http://127.0.0.1:9093"}
                ---
                apiVersion: openslo/v1
                kind: AlertNotificationTarget
                metadata: {name: pager}
                spec: {target: pagerduty, routingKeyEnv: PD_KEY}
                ---
                apiVersion: tidemark.io/v1
                kind: Role
                metadata: {name: on-call}
                spec: {notificationTargets: [{targetRef: pager}]}
                """);

        assertThat(FileTargets.of(file, Map.of("PD_KEY", "k3y")))
                .hasToString("[am (alertmanager 127.0.0.1:9093), pager (pagerduty events.pagerduty.com)]")
                .extracting(Target::roles)
                .containsExactly(Set.of(), Set.of("on-call"));
        assertThatThrownBy(() -> FileTargets.of(file, Map.of()))
                .hasMessage("target pager: the variable PD_KEY is empty; set the variable");
    }

    @Test
    void targetHearsTheSeveritiesThatTheFileOrTheCommandLineSays() {
        String source =
                """
                monitors:
                  - model: fraud
                    source: {topic: events}
                ---
                apiVersion: openslo/v1
                kind: AlertNotificationTarget
                metadata: {name: pager}
                spec: {target: webhook, url: "http://127.0.0.1:8080", severities: %s}
                """;
        List<Target> file =
                FileTargets.of(MonitorFileReader.parse("m.yaml", source.formatted("[page, ticket]")), Map.of());

        assertThat(file).extracting(Target::severities).containsExactly(Set.of(Severity.PAGE, Severity.TICKET));
        assertThat(TargetOptions.targets(file, parsed("--target", "pager", "--severity", "info"), Map.of()))
                .extracting(Target::severities)
                .containsExactly(Set.of(Severity.INFO));
        assertThat(TargetOptions.targets(file, parsed("--target", "pager", "--role", "on-call"), Map.of()))
                .containsExactly(new Target(
                        "pager",
                        Target.Kind.WEBHOOK,
                        URI.create("http://127.0.0.1:8080"),
                        Secret.NONE,
                        Set.of(Severity.PAGE, Severity.TICKET),
                        Set.of("on-call")));
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", source.formatted("[page, tikket]")))
                .hasMessageContaining("severities[1]=tikket is none of page, ticket, info; did you mean ticket?");
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", source.formatted("[]")))
                .hasMessageContaining("severities is empty; write one or more of page, ticket, info");
    }

    private static List<TargetOptions> parsed(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(arguments);
        return holder.targets;
    }

    @Command
    private static final class Holder {
        @ArgGroup(exclusive = false, multiplicity = "0..*")
        private List<TargetOptions> targets = new ArrayList<>();
    }

    private static String error(Object... options) {
        Object[] all = new Object[options.length + 1];
        all[0] = "notify";
        System.arraycopy(options, 0, all, 1, options.length);
        Shell shell = Shell.run(all);
        assertThat(shell.code()).isEqualTo(2);
        return shell.err().strip();
    }
}
