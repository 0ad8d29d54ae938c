package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.IndicatorSpec.Counted;
import io.tidemark.config.IndicatorSpec.Kind;
import io.tidemark.config.IndicatorSpec.Limit;
import io.tidemark.config.IndicatorSpec.Requests;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Health;
import io.tidemark.domain.RequestRule;
import io.tidemark.domain.RequestRule.Latency.Failed;
import io.tidemark.domain.RequestStatus;
import io.tidemark.stats.Measure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestKindsTest {
    private static final double ANY = Double.NEGATIVE_INFINITY;

    @Test
    void availabilityCountsRequestsThatAreNotOk() {
        IndicatorSpec indicator = ratio("good", "kind: availability").indicator();

        assertThat(indicator)
                .isEqualTo(new IndicatorSpec.OfEvents(
                        Kind.AVAILABILITY,
                        List.of(),
                        Set.of(),
                        Counted.BAD,
                        of(new RequestRule.Availability(Set.of(RequestStatus.OK)))));
    }

    @Test
    void fallbackMayCountAsGood() {
        IndicatorSpec indicator =
                ratio("good", "kind: availability, good: [OK, FALLBACK]").indicator();

        assertThat(indicator.requests())
                .isEqualTo(of(new RequestRule.Availability(Set.of(RequestStatus.OK, RequestStatus.FALLBACK))));
    }

    @Test
    void ofRequestsWithinALimitThoseThatFailedAreBad() {
        IndicatorSpec indicator = ratio("good", "kind: latency, limit: 300ms").indicator();

        assertThat(indicator.requests())
                .isEqualTo(
                        of(new RequestRule.Latency(300, Set.of(RequestStatus.OK, RequestStatus.FALLBACK), Failed.BAD)));
        assertThat(indicator.requests().rule().orElseThrow().id()).isEqualTo("slow 300 ms");
    }

    @Test
    void quantileIsAShareOverTheLimitOfThoseAnswered() {
        IndicatorSpec indicator =
                windows("kind: latency, quantile: 0.95, limit: 1s", "").indicator();

        assertThat(indicator)
                .isEqualTo(new IndicatorSpec.OfWindows(
                        Kind.LATENCY,
                        List.of(),
                        Set.of(Measure.SLOW),
                        "",
                        new Limit.Band(ANY, 0.05),
                        of(new RequestRule.Latency(
                                1_000, Set.of(RequestStatus.OK, RequestStatus.FALLBACK), Failed.LEFT_OUT))));
        assertThat(indicator.requests().rule().orElseThrow().id()).isEqualTo("slow 1000 ms of those answered");
    }

    @Test
    void shareOfGoodRequestsOfAWindowIsReadAsOneOfBad() {
        IndicatorSpec indicator =
                windows("kind: availability", "op: gte, value: 0.99, ").indicator();

        assertThat(((IndicatorSpec.OfWindows) indicator).limit()).isEqualTo(new Limit.Band(ANY, 0.01));
    }

    @Test
    void slowerIsOfLatencyUnlessAColumnIsNamed() {
        String measured = "columns: {request: [latency]}\n    comparisons: [previous]\n";
        SloSpec slower = windows("kind: slower, reference: previous", "", measured);
        SloSpec steps = windows("kind: slower, column: steps", "op: lte, value: 0.2, ");

        assertThat(slower.indicator())
                .isEqualTo(new IndicatorSpec.OfWindows(
                        Kind.SLOWER, List.of("latency"), Set.of(Measure.RANK_SHIFT), "", new Limit.Rise()));
        assertThat(slower.comparison()).isEqualTo(Comparison.PREVIOUS);
        assertThat(slower.slices().kind()).isEqualTo(SliceChoice.Kind.EVERY);
        assertThat(steps.indicator().columns()).isEqualTo(List.of("steps"));
        assertThat(((IndicatorSpec.OfWindows) steps.indicator()).limit()).isEqualTo(new Limit.Band(ANY, 0.2));
    }

    @Test
    void dependencyIsNamedOrEach() {
        String watched = "future: 1h\n";
        SloSpec named = ratio("good", "kind: dependency, name: features-db, degraded: good", watched);
        SloSpec each = ratio("good", "kind: dependency", watched);
        SloSpec fresh = windows("kind: freshness, dependency: features-db", "op: lte, value: 300, ", watched);

        assertThat(named.indicator().requests())
                .isEqualTo(new Requests(
                        Optional.of(new RequestRule.Dependency(Set.of(Health.HEALTHY, Health.DEGRADED))),
                        Optional.of("features-db")));
        assertThat(each.indicator().requests())
                .isEqualTo(
                        new Requests(Optional.of(new RequestRule.Dependency(Set.of(Health.HEALTHY))), Optional.of("")));
        assertThat(fresh.indicator().requests()).isEqualTo(new Requests(Optional.empty(), Optional.of("features-db")));
    }

    @Test
    void sourceNamesTheTopicOfDependenciesAndTheFilesColumns() {
        Monitor monitor = monitor(
                "{topic: t, dependencies: {topic: d}, csv: {latency: took_ms, status: outcome}}", "future: 1h\n");

        assertThat(monitor.source().topics()).isEqualTo(List.of("t", "d"));
        assertThat(monitor.source().csv().latency()).isEqualTo("took_ms");
        assertThat(monitor.source().csv().status()).isEqualTo("outcome");
        assertThat(monitor.requestColumns()).isEqualTo(Set.of("latency", "status"));
        assertThat(monitor.asInAFile(RecordFormat.USUAL).source().topics()).isEqualTo(List.of("t"));
    }

    @Test
    void requestsAreMeasuredAsColumnsWhereAskedFor() {
        assertThat(monitor("{topic: t}", "future: 1h\n").requestColumns()).isEmpty();
        assertThat(monitor("{topic: t}", "columns: {request: latency}\n").requestColumns())
                .isEqualTo(Set.of("latency"));
        assertThat(monitor("{topic: t}", "columns: {request: [latency, status], exclude: [status]}\n")
                        .requestColumns())
                .isEqualTo(Set.of("latency"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{topic: t, dependencies: d}               | future: 1h | source.dependencies=d is a single value; write a section of keys",
                "{topic: t, dependencies: {}}              | future: 1h | source.dependencies.topic is missing; name the topic of the dependencies' reports",
                "{topic: t, dependencies: {topic: t}}      | future: 1h | source.dependencies.topic=t is the topic of the model's events too; dependencies need one of their own",
                "{topic: t, dependencies: {topic: 'a b'}}  | future: 1h | source.dependencies.topic=a b is not a topic's name; write letters, digits, '.', '_' and '-', at most 249",
                "{topic: t, dependencies: {topics: d}}     | future: 1h | source.dependencies.topic is missing; name the topic of the dependencies' reports",
                "{topic: t} | columns: {request: [duration]} | columns.request[0]=duration is none of latency, status",
                "{topic: t} | comparisons: [previos]         | comparisons[0]=previos is no comparison; did you mean previous?",
            })
    void eachMistakeOfAMonitorHasItsRemedy(String source, String line, String message) {
        assertThatThrownBy(() -> monitor(source, line + "\n"))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining("m.yaml: monitors[0]." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: latency                              | limit is missing; write how long a request may take, like limit: 300ms",
                "kind: latency, limit: 300                  | limit=300 has no unit; write 300ms or 300s",
                "kind: latency, limit: 0s                   | limit=0s is no time at all; write a duration like 5m, 1h or 1d",
                "'kind: latency, limit: 1s, quantile: 0.9'  | quantile=0.9 is of windows, and a ratioMetric counts requests; leave it out, or write thresholdMetric",
                "'kind: latency, limit: 1s, failed: good'   | failed=good is none of bad, leaveOut",
                "'kind: availability, good: [OK, YES]'      | good[1]=YES is none of OK, ERROR, FALLBACK, TIMEOUT",
                "'kind: availability, good: []'             | good is an empty list; list what is good of OK, ERROR, FALLBACK, TIMEOUT",
                "'kind: availability, column: latency'      | column=latency is not for kind: availability, which speaks of rows; leave it out",
                "'kind: availability, reference: training'  | reference=training is for kinds that are compared with a reference: drift, share, missing, invalid, unseen, slower; leave it out of kind: availability",
                "kind: slower                               | kind=slower is of windows, not of events; write thresholdMetric, or one of missing, invalid, share, unseen, type, range, allowed, pattern, completeness, duplicates, lateness, rejected, availability, latency, dependency",
                "'kind: dependency, degraded: maybe'        | degraded=maybe is none of bad, good",
                "'kind: dependency, slices: all'            | slices=all are of the model's own events, and this is of a dependency; leave them out",
            })
    void eachMistakeOfARatioHasItsRemedy(String spec, String message) {
        assertThatThrownBy(() -> ratio("good", spec))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining(
                        "m.yaml: slo s: spec.indicator.spec.ratioMetric.good.metricSource.spec." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'kind: latency, limit: 1s' | '' | indicator.spec.thresholdMetric.metricSource.spec.quantile is missing; write quantile: 0.95 for a window whose p95 is within the limit; or a ratioMetric, which counts requests",
                "'kind: latency, limit: 1s, quantile: 95' | '' | indicator.spec.thresholdMetric.metricSource.spec.quantile=95 is not in (0, 1)",
                "'kind: latency, limit: 1s, quantile: 0.5' | 'op: lte, value: 1, ' | objectives[0].op=lte is not for kind: latency, where quantile and limit decide; leave op and value out",
                "kind: availability | 'op: lte, value: 0.9, ' | objectives[0].op=lte asks for few good ones; write gte",
                "kind: availability | 'op: gte, value: 99, ' | objectives[0].value=99 is not in (0, 1)",
                "kind: availability | 'op: gte, ' | objectives[0].value is missing; write the share of good ones that a window needs, like 0.99",
                "'kind: slower, column: steps' | 'op: gte, value: 0.1, ' | objectives[0].op=gte asks for a rise, and only slower is bad; write lte",
                "'kind: slower, column: steps' | 'op: lte, ' | 'objectives[0].value is missing; write the largest rank shift that is in order, like 0.1: 55 % of pairs are slower then'",
                "kind: slower | '' | indicator.spec.thresholdMetric.metricSource.spec.kind=slower needs the requests' latency to be measured; write columns: {request: [latency]} in the monitor m",
                "'kind: slower, column: steps, reference: previous' | '' | indicator.spec.thresholdMetric.metricSource.spec.reference=previous is not what the monitor compares with; add it to the monitor's comparisons, or leave it out to mean its reference",
            })
    void eachMistakeOfWindowsHasItsRemedy(String spec, String objective, String message) {
        assertThatThrownBy(() -> windows(spec, objective))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining("m.yaml: slo s: spec." + message);
    }

    @Test
    void whatSaysGoodIsNotBad() {
        assertThatThrownBy(() -> ratio("bad", "kind: availability"))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage(
                        "m.yaml: slo s: spec.indicator.spec.ratioMetric.bad.metricSource.spec.kind=availability says"
                                + " which are good; write it below good, not below bad");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'kind: dependency, name: db' | kind=dependency",
                "'kind: dependency' | kind=dependency",
            })
    void dependencyNeedsATopic(String spec, String blamed) {
        String yaml = "monitors:\n  - model: m\n    source: {topic: t}\n" + slo(ratioMetric("good", spec), "");

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", yaml))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage("m.yaml: slo s: spec.indicator.spec.ratioMetric.good.metricSource.spec." + blamed
                        + " needs the topic of the dependencies' reports; write source: {dependencies: {topic:"
                        + " m-dependencies}} in the monitor m");
    }

    @Test
    void manyLimitsAreTooMany() {
        StringBuilder yaml = new StringBuilder("monitors:\n  - model: m\n    source: {topic: t}\n");
        for (int limit = 1; limit <= 33; limit++) {
            yaml.append(slo(ratioMetric("good", "kind: latency, limit: " + limit + "s"), "")
                    .replace("name: s,", "name: s" + limit + ","));
        }

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", yaml.toString()))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage(
                        "m.yaml: slo s33: spec states rule 33 for requests of m, slow 33000 ms; at most 32 different"
                                + " ones are counted, so share a limit among objectives");
    }

    private static Requests of(RequestRule rule) {
        return new Requests(Optional.of(rule), Optional.empty());
    }

    private static SloSpec ratio(String side, String spec) {
        return ratio(side, spec, "future: 1h\n");
    }

    private static SloSpec ratio(String side, String spec, String rest) {
        return parse(slo(ratioMetric(side, spec), ""), rest);
    }

    private static String ratioMetric(String side, String spec) {
        return "ratioMetric: {" + side + ": {metricSource: {spec: {" + spec + "}}}}";
    }

    private static SloSpec windows(String spec, String objective) {
        return windows(spec, objective, "future: 1h\n");
    }

    private static SloSpec windows(String spec, String objective, String rest) {
        return parse(slo("thresholdMetric: {metricSource: {spec: {" + spec + "}}}", objective), rest);
    }

    private static String slo(String metric, String objective) {
        return """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m}}
                spec:
                  service: m
                  timeWindow: [{duration: 1d, isRolling: true}]
                  indicator: {spec: {%s}}
                  objectives: [{%starget: 0.9}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """
                .formatted(metric, objective);
    }

    private static SloSpec parse(String slo, String rest) {
        String yaml = "monitors:\n  - model: m\n    source: {topic: t, dependencies: {topic: d}}\n    " + rest + slo;
        return MonitorFileReader.parse("m.yaml", yaml).slosOf("m").get(0);
    }

    private static Monitor monitor(String source, String rest) {
        String yaml = "monitors:\n  - model: m\n    source: " + source + "\n    " + rest;
        return MonitorFileReader.parse("m.yaml", yaml).monitor("m");
    }
}
