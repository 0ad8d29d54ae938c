package io.tidemark.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus asks a running application; every query of the dashboard and every rule of docker/ is over series that it has. */
class PrometheusIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TOKEN = "read-0123456789abcdef";
    private static final int MINUTES = 40;
    private static final int A_MINUTE = 120;
    private static final int DRIFTS_FROM = 25;
    private static final Pattern NAME = Pattern.compile("\\b(?:tidemark|kafka|jvm)_[a-z0-9_]+");
    private static final String NOWHERE =
            "tidemark_http_request_duration_seconds_count{path=\"other\", status=\"404\"}";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Those that are there only when something is wrong. */
    private static final Set<String> SELDOM =
            Set.of("tidemark_beyond_quota_total", "tidemark_metrics_left_out", "tidemark_metrics_failures_total");

    private static final String MONITORS =
            """
            monitors:
              - model: m
                source: {topic: events}
                slices: [[country]]
                windows: {size: 1m, pane: 1m, lateness: 5s, idleAfter: 30m}
                reference: {first: 20m}
            ---
            apiVersion: openslo/v1
            kind: SLO
            metadata: {name: drift, labels: {model: m, owner: t}, annotations: {tidemark.io/runbook: "https://example.com"}}
            spec:
              service: m
              budgetingMethod: Timeslices
              timeWindow: [{duration: 1h, isRolling: true}]
              indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift, slices: all}}}}}
              objectives: [{target: 0.9, timeSliceWindow: 1m}]
              alertPolicies:
                - kind: AlertPolicy
                  metadata: {name: minutes-of-drift}
                  spec:
                    conditions:
                      - kind: AlertCondition
                        spec:
                          severity: page
                          condition:
                            kind: mwmb
                            pairs: [{budgetPercent: 50, longWindow: 10m, shortWindow: 5m}]
                            minTotal: 2
                            minBad: 2
            """;

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyQueryAndEveryRuleIsOverSeriesThatExist() throws Exception {
        try (Cluster cluster = Cluster.start(directory)) {
            cluster.createTopic("events", 2);
            Watched watched = new Watched(cluster, "app", MONITORS);
            send(watched, cluster);
            try (Instance app = Instance.start(directory.resolve("one"), options(cluster))) {
                await().atMost(PATIENCE).until(() -> isReady(app));
                try (Prometheus prometheus = Prometheus.start(directory, at(app), TOKEN)) {
                    await().atMost(PATIENCE).ignoreExceptions().until(() -> isCaughtUp(prometheus));
                    ask(app, "/api/v1/models");
                    ask(app, "/api/v1/nothing");
                    await().atMost(PATIENCE)
                            .until(() -> !prometheus.query(NOWHERE).isEmpty());
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(empty(prometheus)).isEmpty());

                    assertValues(prometheus);
                    assertRules(prometheus);
                    assertMetricsAreClean(app);
                    assertThat(prometheus.value("count({job=\"tidemark\"})")).isLessThan(1_500);
                    assertDocumentIsComplete(prometheus);
                }
                app.stop();
                app.restart();
                // No event comes any more: what is known of budgets is of the state.
                await().atMost(PATIENCE).ignoreExceptions().until(() -> standings(app) == 4);
            }
        }
    }

    @Test
    void promtoolTakesConfigurationRulesAndTheirTests() throws Exception {
        Path nothing = Files.createFile(directory.resolve("nothing"));

        assertThat(Prometheus.promtool(nothing, "check", "config", "--syntax-only", "prometheus.yml"))
                .startsWith("0\n")
                .contains("SUCCESS: prometheus.yml is valid");
        assertThat(Prometheus.promtool(nothing, "check", "rules", "rules/tidemark.yml", "rules/sloth.yml"))
                .startsWith("0\n");
        assertThat(Prometheus.promtool(nothing, "test", "rules", "tests/tidemark_test.yml"))
                .startsWith("0\n")
                .contains("SUCCESS");
    }

    /** The last window of all events is closed and judged. */
    private static boolean isCaughtUp(Prometheus prometheus) throws Exception {
        return prometheus.value("tidemark_events_total") == MINUTES * A_MINUTE
                && prometheus.value("count(tidemark_slo_window_bad >= 10)") == 4
                && prometheus.value("min_over_time(tidemark_ready[3s])") == 1;
    }

    /** The dashboard's expressions that say nothing. */
    private static List<String> empty(Prometheus prometheus) throws Exception {
        List<String> empty = new ArrayList<>();
        for (String expression : expressions()) {
            if (prometheus.query(expression).isEmpty()) {
                empty.add(expression);
            }
        }
        return empty;
    }

    /** Of the Grafana dashboard, its variables filled in. */
    private static List<String> expressions() throws IOException {
        JsonNode dashboard = JSON.readTree(Path.of("..", "docker", "grafana", "dashboards", "tidemark.json")
                .toFile());
        List<String> expressions = new ArrayList<>();
        for (String expression : dashboard.findValuesAsText("expr")) {
            expressions.add(
                    expression.replace("$__rate_interval", "10s").replaceAll("\\$(job|model|column|measure)", ".*"));
        }
        assertThat(expressions).hasSizeGreaterThan(40).noneMatch(expression -> expression.contains("$"));
        return expressions;
    }

    private static void assertValues(Prometheus prometheus) throws Exception {
        assertThat(prometheus.value("up")).isEqualTo(1);
        assertThat(prometheus.value("tidemark_rejected_total{reason=\"not_wire_format\"}"))
                .isEqualTo(3);
        assertThat(prometheus.value("sum(tidemark_rejected_total)")).isEqualTo(3);
        assertThat(prometheus.value("tidemark_slo_objective_ratio{slice=\"*\"}"))
                .isEqualTo(0.9);
        assertThat(prometheus.value("slo:error_budget:ratio")).isEqualTo(1 - 0.9);
        // 10 % of 60 minutes may be bad: 6; there are more.
        assertThat(prometheus.value("tidemark_slo_period_burn_rate_ratio{slice=\"*\"}"))
                .isEqualTo(prometheus.value("tidemark_slo_window_bad{slice=\"*\"} / 6"));
        assertThat(prometheus.value("tidemark_slo_state{slice=\"*\", state=\"EXHAUSTED\"}"))
                .isEqualTo(1);
        // The newest 5 minutes are all bad.
        assertThat(prometheus.value("tidemark_slo_sli_error_ratio{slice=\"*\", window=\"5m\"}"))
                .isCloseTo(1, offset(1e-9));
        assertThat(prometheus.value("tidemark_slo_current_burn_rate_ratio{slice=\"*\"}"))
                .isCloseTo(10, offset(1e-9));
        assertThat(prometheus.value("tidemark_slo_burning{slice=\"*\", severity=\"page\"}"))
                .isEqualTo(1);
        assertThat(prometheus.query("tidemark_slo_objective_ratio")).hasSize(4);
        // x was in [0, 1) and is in [1, 2): nothing in common.
        String ks = "{model=\"m\", column=\"x\", measure=\"ks\"}";
        assertThat(prometheus.value("tidemark_drift_value" + ks)).isBetween(0.98, 1.0);
        assertThat(prometheus.value("tidemark_drift_lower" + ks)).isBetween(0.5, 1.0);
        assertThat(prometheus.value("tidemark_drift_upper" + ks)).isEqualTo(1);
        assertThat(prometheus.query("tidemark_drift_verdict{column=\"x\", measure=\"ks\", verdict=\"BAD\"}"))
                .hasSize(1);
        assertThat(prometheus.query("tidemark_watermark_delay_seconds{topic=\"events\"}"))
                .hasSize(2);
        assertThat(prometheus.value("tidemark_model_slices")).isEqualTo(4);
    }

    private static void assertRules(Prometheus prometheus) throws Exception {
        Set<String> names = prometheus.names();
        Set<String> missing = new TreeSet<>();
        Set<String> firing = new TreeSet<>();
        List<JsonNode> rules = prometheus.rules();
        for (JsonNode rule : rules) {
            assertThat(rule.get("health").asText()).as(rule.toString()).isEqualTo("ok");
            Matcher name = NAME.matcher(rule.get("query").asText());
            while (name.find()) {
                if (!names.contains(name.group()) && !SELDOM.contains(name.group())) {
                    missing.add(name.group());
                }
            }
            if (!rule.path("alerts").isEmpty() && rule.path("state").asText().equals("firing")) {
                firing.add(rule.get("name").asText());
            }
        }
        assertThat(rules).hasSizeGreaterThan(30);
        assertThat(missing).isEmpty();
        // Whose clause "for" is none: the drift that was sent. Nothing else is wrong.
        assertThat(firing).containsExactly("TidemarkBudgetBurns");
    }

    /** promtool's own opinion of names, types, help and units; and both formats say the same. */
    private void assertMetricsAreClean(Instance app) throws Exception {
        String text = ask(app, "/metrics").body();
        String open = ask(app, "/metrics", "application/openmetrics-text;version=1.0.0")
                .body();
        Path file = Files.writeString(directory.resolve("metrics.txt"), text);

        assertThat(Prometheus.promtool(file, "check", "metrics")).startsWith("0\n");
        assertThat(open).endsWith("# EOF\n").contains("# TYPE tidemark_events counter");
        assertThat(text).contains("# TYPE tidemark_events_total counter").doesNotContain("# EOF");
        assertThat(text.lines().filter(line -> line.startsWith("# TYPE")).count())
                .isEqualTo(
                        text.lines().filter(line -> line.startsWith("# HELP")).count());
    }

    private long standings(Instance app) throws Exception {
        return ask(app, "/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("tidemark_slo_window_bad{"))
                .count();
    }

    /** Each family of ours stands in docs/metrics.md, and nothing else does. */
    private static void assertDocumentIsComplete(Prometheus prometheus) throws Exception {
        Set<String> described = new TreeSet<>();
        Matcher name = Pattern.compile("`((?:tidemark|kafka)_[a-z0-9_]+)`")
                .matcher(Files.readString(Path.of("docs", "metrics.md")));
        while (name.find()) {
            described.add(name.group(1));
        }
        Set<String> told = new TreeSet<>();
        for (String each : prometheus.names()) {
            if (each.startsWith("tidemark_") || each.startsWith("kafka_")) {
                told.add(each.replaceFirst("_seconds_(count|sum|bucket|max)$", "_seconds"));
            }
        }
        described.removeAll(SELDOM);
        assertThat(told).isEqualTo(described);
    }

    private boolean isReady(Instance app) throws Exception {
        return app.address().isPresent() && ask(app, "/readyz").statusCode() == 200;
    }

    private HttpResponse<String> ask(Instance app, String path) throws Exception {
        return ask(app, path, "*/*");
    }

    private HttpResponse<String> ask(Instance app, String path, String accept) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + at(app) + path))
                        .header("Authorization", "Bearer " + TOKEN)
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String at(Instance app) {
        return app.address().orElseThrow();
    }

    /** Up to now; x in [0, 1), and from minute 25 on in [1, 2). Three records are none. */
    private static void send(Watched watched, Cluster cluster) {
        SplittableRandom random = new SplittableRandom(6);
        Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES));
        for (int i = 0; i < MINUTES * A_MINUTE; i++) {
            String country = "c" + random.nextInt(3);
            double x = random.nextDouble() + (i < DRIFTS_FROM * A_MINUTE ? 0 : 1);
            Instant time = start.plusMillis(i * 60_000L / A_MINUTE);
            watched.send(i % 2, Event.at(time, x, country).in("country", country));
        }
        for (int i = 0; i < 3; i++) {
            watched.send(0, "no event".getBytes(StandardCharsets.UTF_8));
        }
        cluster.flush();
    }

    private List<String> options(Cluster cluster) throws IOException {
        return List.of(
                "--config",
                Files.writeString(directory.resolve("monitors.yaml"), MONITORS).toString(),
                "--bootstrap-servers",
                cluster.servers(),
                "--registry",
                "mock://app",
                "--application-id",
                "app",
                "--commit-interval",
                "200",
                "--threads",
                "1",
                "--http",
                "127.0.0.1:0",
                "--http-tokens",
                Files.writeString(directory.resolve("tokens"), "read.prometheus=" + TOKEN + "\n")
                        .toString());
    }
}
