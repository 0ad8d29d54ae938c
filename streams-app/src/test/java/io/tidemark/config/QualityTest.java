package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.QualityRules.Rate;
import io.tidemark.domain.QualityRules.VolumeRule;
import io.tidemark.stats.Measure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityTest {
    @Test
    void everyKeyBecomesAValue() {
        Monitor monitor = parse(
                "",
                """
                columns:
                      redact: [email, ssn*]
                      allowed: {zip: {pattern: "[0-9]{5}"}}
                    windows: {retention: 30d}
                    quality:
                      expectedRows: {"*": 1000 per 1h, country=BR: 0.5 per 1m}
                      freshness: 10m
                      lateAfter: 0s
                      duplicates: true
                      rows: {min: 10, max: 99}
                      volume: {weeks: 4}
                """);

        assertThat(monitor.columns().redact()).isEqualTo(List.of("email", "ssn*"));
        assertThat(monitor.columns().allowed()).isEqualTo(Map.of("zip", new AllowedValues.Matching("[0-9]{5}")));
        assertThat(monitor.quality().limits().expected())
                .isEqualTo(Map.of("*", new Rate(1000, 3_600_000), "country=BR", new Rate(0.5, 60_000)));
        assertThat(monitor.quality().limits().freshMs()).isEqualTo(600_000);
        assertThat(monitor.quality().limits().lateMs()).isZero();
        assertThat(monitor.quality().limits().fewestRows()).isEqualTo(10);
        assertThat(monitor.quality().limits().mostRows()).isEqualTo(99);
        assertThat(monitor.quality().volume()).isEqualTo(new VolumeRule(VolumeRule.Kind.HOUR_OF_WEEK, 4));
        assertThat(monitor.quality().asked()).contains(Measure.DUPLICATE, Measure.FRESHNESS, Measure.REJECTED);
    }

    @Test
    void withoutTheSectionNothingIsAsked() {
        assertThat(parse("", "future: 1h\n").quality()).isEqualTo(QualitySpec.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quality: {expectedRows: 10}             | quality.expectedRows=10 is not a number of rows in a time; write 1000 per 1h",
                "quality: {expectedRows: {a=b: x}}       | quality.expectedRows.a=b=x is not a number of rows in a time; write 1000 per 1h",
                "quality: {rows: {min: 9, max: 3}}       | quality.rows.min=9 is greater than max=3; swap them",
                "quality: {rows: {}}                     | quality.rows needs min or max, or both",
                "quality: {duplicates: often}            | quality.duplicates=often is none of false, true",
                "quality: {volume: {}}                   | quality.volume needs exactly one of trailing (windows just before) and weeks (the same hour of the weeks before)",
                "quality: {volume: {weeks: 2}}           | quality.volume.weeks=2 is not a whole number in [3, 52]",
                "quality: {completeness: 1}              | quality.completeness is not a known key; known here: freshness, lateAfter, rows, expectedRows, duplicates, volume",
                "columns: {allowed: {a: {pattern: '('}}} | columns.allowed.a.pattern=( is not a regular expression of Java: Unclosed group near index 1",
                "columns: {types: {a: number}, allowed: {a: {pattern: x}}} | columns.allowed.a.pattern=x is for texts, but types says that a is none; leave it out",
                "slices: [a], columns: {redact: [a]}     | slices groups by a, which columns.redact hides: slices are named by their values; take it out of one",
            })
    void eachMistakeHasItsRemedy(String line, String message) {
        String written = line.startsWith("slices") ? "slices: [a]\n    columns: {redact: [a]}" : line;
        assertThatThrownBy(() -> parse("", written + "\n"))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage("m.yaml: monitors[0]." + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "completeness             | kind=completeness needs the rows that are expected; write quality: {expectedRows: 1000 per 1h} in the monitor m",
                "freshness                | kind=freshness needs a limit; write quality: {freshness: 10m} in the monitor m, or op: lte and value in seconds",
                "lateness                 | kind=lateness needs to know what is late; write quality: {lateAfter: 5m} in the monitor m",
                "range                    | kind=range needs a rule for a column; write columns: {allowed: {price: {min: 0, max: 1}}} in the monitor m",
                "pattern, columns: [zip]  | kind=pattern needs a rule for zip; write columns: {allowed: {zip: {pattern: \"[0-9]{5}\"}}} in the monitor m",
                "rejected, slices: all    | kind=rejected is known of all events only; leave slices out",
                "lateness, columns: [a]   | columns is not for kind: lateness, which speaks of rows; leave it out",
            })
    void objectiveNeedsWhatItSpeaksOf(String kind, String message) {
        assertThatThrownBy(() -> parse(slo(kind), "future: 1h\n"))
                .isInstanceOf(InvalidMonitorFile.class)
                .message()
                .contains("m.yaml: slo s: spec.indicator.spec.thresholdMetric.metricSource.spec." + message);
    }

    @Test
    void shareOfARedactedColumnIsRefused() {
        assertThatThrownBy(() -> parse(slo("share, column: email, value: x"), "columns: {redact: [email]}\n"))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining("column=email names email, which columns.redact hides; take it out of one");
    }

    private static String slo(String kind) {
        return """
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: m}}
                spec:
                  service: m
                  budgetingMethod: Timeslices
                  timeWindow: [{duration: 1d, isRolling: true}]
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: %s}}}}}
                  objectives: [{target: 0.9, timeSliceWindow: 1h, timeSliceTarget: 1.0}]
                  alertPolicies: [{alertPolicyRef: mwmb-tickets}]
                """
                .formatted(kind);
    }

    private static Monitor parse(String slo, String rest) {
        String yaml = "monitors:\n  - model: m\n    source: {topic: t}\n    " + rest;
        return MonitorFileReader.parse("m.yaml", yaml + slo).monitor("m");
    }
}
