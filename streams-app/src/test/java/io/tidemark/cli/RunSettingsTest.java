package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSettingsTest {
    @TempDir
    private Path directory;

    private Path monitors;

    @BeforeEach
    void writeMonitors() throws IOException {
        monitors = Files.writeString(
                directory.resolve("m.yaml"), "monitors:\n  - model: m\n    source: {topic: events}\n");
    }

    private Shell run(String clients, Object... more) throws IOException {
        Path file = Files.writeString(directory.resolve("client.properties"), clients);
        List<Object> all = new java.util.ArrayList<>(
                List.of("run", "-c", monitors, "-b", "127.0.0.1:1", "--client-properties", file));
        all.addAll(List.of(more));
        return Shell.run(all.toArray());
    }

    @Test
    void printedSettingsHideEverySecret() throws IOException {
        Path secrets = Files.writeString(directory.resolve("secrets.properties"), "jaas=sesame-1\n");
        Shell shell = run(
                """
                security.protocol=SASL_SSL
                sasl.jaas.config=${file:%s:jaas}
                ssl.truststore.password=sesame-2
                producer.ssl.key.password=sesame-3
                sasl.oauthbearer.client.credentials.client.secret=sesame-4
                schema.registry.basic.auth.user.info=ann:sesame-5
                schema.registry.bearer.auth.client.secret=sesame-6
                my.own.api.token=sesame-7
                ssl.keystore.passwrd=sesame-9
                my.own.key=sesame-10
                consumer.fetch.min.bytes=2
                """
                        .formatted(secrets),
                "--registry",
                "http://ann:sesame-8@registry:8081?key=sesame-11",
                "--no-create",
                "--print-config");

        assertThat(shell.code()).isZero();
        assertThat(shell.err())
                .isEqualTo(
                        """
                        client properties: no client of Kafka knows my.own.api.token; it is handed on as it is, for a class that may
                        client properties: no client of Kafka knows my.own.key; it is handed on as it is, for a class that may
                        client properties: no client of Kafka knows ssl.keystore.passwrd; did you mean ssl.keystore.password?
                        """);
        assertThat(shell.out()).doesNotContain("sesame");
        assertThat(shell.out().lines())
                .contains(
                        "# application",
                        "registry=http://***@registry:8081?***",
                        "no-create=true",
                        "schema-patience=1h",
                        "# Kafka clients and streams; all else is Kafka's default",
                        "consumer.fetch.min.bytes=2",
                        "my.own.api.token=***",
                        "my.own.key=***",
                        "processing.guarantee=exactly_once_v2",
                        "producer.ssl.key.password=***",
                        "sasl.jaas.config=***",
                        "sasl.oauthbearer.client.credentials.client.secret=***",
                        "security.protocol=SASL_SSL",
                        "ssl.truststore.password=***",
                        "# schema registry",
                        "schema.registry.basic.auth.credentials.source=USER_INFO",
                        "schema.registry.basic.auth.user.info=***",
                        "schema.registry.bearer.auth.client.secret=***",
                        "schema.registry.http.connect.timeout.ms=5000");
    }

    @Test
    void printedSettingsAreThoseOfHttpAndTargetsToo() throws IOException {
        Path tokens = Files.writeString(
                directory.resolve("tokens"), "read.grafana=sesame-0123456789\npeer.all=sesame-9876543210\n");
        Path secret = Files.writeString(directory.resolve("secret"), "whsec_c2VzYW1lc2VzYW1lc2VzYW1lc2VzYW1l");

        Shell shell = run(
                "",
                "--print-config",
                "--http",
                "0.0.0.0:8080",
                "--http-tokens",
                tokens,
                "--http-open",
                "--http-open",
                "--http-advertised",
                "tidemark-0:8080",
                "--target",
                "webhook=http://hooks.example.com:99/sesame",
                "--secret-file",
                secret,
                "--severity",
                "page,ticket");

        assertThat(shell.code()).isZero();
        assertThat(shell.out()).doesNotContain("sesame").doesNotContain("whsec");
        assertThat(shell.out().lines())
                .containsSequence(
                        "# files",
                        "config=" + monitors,
                        "client-properties=" + directory.resolve("client.properties"),
                        "hash-salt=",
                        "# HTTP",
                        "http=0.0.0.0:8080",
                        "http-advertised=tidemark-0:8080",
                        "http-open=true",
                        "http-tokens=" + tokens,
                        "http-tokens.peer.all=***",
                        "http-tokens.read.grafana=***",
                        "# whom to tell",
                        "target.webhook=webhook hooks.example.com:99",
                        "target.webhook.secret=***",
                        "target.webhook.severity=page,ticket",
                        "target.webhook.role=");
    }

    @Test
    void settingsThatWouldNotStartAreNotPrinted() throws IOException {
        assertThat(run("", "--print-config", "--http", "0.0.0.0:8080").err())
                .contains("--http: host 0.0.0.0 can be reached by others, and no token is asked for");
        assertThat(run("", "--print-config", "--http", "127.0.0.1:0", "--http-tokens", "/nowhere/t")
                        .err())
                .isEqualTo("cannot read the tokens of HTTP: path=/nowhere/t: there is no such file\n");
        assertThat(run("", "--print-config").out()).contains("# HTTP\nhttp=off\n# whom to tell\n");
    }

    @Test
    void saltIsNamedAndHidden() throws IOException {
        Path salt = Files.writeString(directory.resolve("salt"), "sesame-sesame-sesame");
        Files.writeString(
                monitors, "monitors:\n  - model: m\n    source: {topic: events}\n    columns: {hash: [card]}\n");

        Shell shell = run("", "--print-config", "--hash-salt-file", salt);

        assertThat(shell.out()).contains("hash-salt=*** (" + salt + ")\n").doesNotContain("sesame");
    }

    @Test
    void namesThatNoClientKnowsAreToldWithTheNearest() {
        Map<String, String> settings = Map.of(
                "sasl.machanism", "sesame",
                "consumer.fetch.min.byte", "sesame",
                "main.consumer.max.poll.records", "5",
                "sasl.oauthbearer.token.endpoint.url", "https://x",
                "num.standby.replicas", "1",
                "topic.retention.ms", "1",
                "schema.registry.anything", "1");

        assertThat(new ClientProperties(settings, List.of()).doubts())
                .containsExactly(
                        "client properties: no client of Kafka knows consumer.fetch.min.byte; did you mean consumer.fetch.min.bytes?",
                        "client properties: no client of Kafka knows sasl.machanism; did you mean sasl.mechanism?");
    }

    @Test
    void aSecretThatIsNotWhereItShouldBeIsAMistake() throws IOException {
        assertThat(run("ssl.key.password=${env:NO_SUCH_VARIABLE_9}\n"))
                .isEqualTo(
                        new Shell(
                                2,
                                "",
                                "client properties: ssl.key.password refers to ${env:NO_SUCH_VARIABLE_9}: nothing is there; write"
                                        + " ${env:VARIABLE}, ${file:/path/to/properties:key} or ${dir:/path/to/directory:file}\n"));
        assertThat(run("ssl.key.password=${file:/nowhere/s.properties:key}\n"))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "client properties: ssl.key.password refers to ${file:/nowhere/s.properties:key}: Could not read"
                                + " properties from file /nowhere/s.properties; write ${env:VARIABLE},"
                                + " ${file:/path/to/properties:key} or ${dir:/path/to/directory:file}\n"));
    }

    @Test
    void secretsComeFromEnvironmentFilesAndDirectories() throws IOException {
        Path file = Files.writeString(directory.resolve("s.properties"), "user=ann\n");
        Files.writeString(directory.resolve("password"), "sesame");
        Path clients = Files.writeString(
                directory.resolve("c.properties"),
                "a=${env:REALM}/${file:%s:user}:${dir:%s:password}\nb=${other:x}\n".formatted(file, directory));

        ClientProperties read = ClientProperties.read(clients, Map.of("REALM", "home"));

        assertThat(read.settings()).isEqualTo(Map.of("a", "home/ann:sesame", "b", "${other:x}"));
        assertThat(read.elsewhere()).containsExactly("a");
    }

    @Test
    void whatCannotRunIsSaidInOneLine() throws IOException {
        assertThat(run("", "--registry", "registry:8081"))
                .isEqualTo(new Shell(
                        2,
                        "",
                        "--registry: 'registry:8081' is not the address of a schema registry; write http://HOST:PORT or"
                                + " https://…, several with commas between them, or mock://NAME\n"));
        assertThat(Shell.run("run", "-c", monitors, "--no-create", "--data-dir", directory))
                .isEqualTo(new Shell(2, "", "--no-create needs a cluster: name it by --bootstrap-servers\n"));
    }
}
