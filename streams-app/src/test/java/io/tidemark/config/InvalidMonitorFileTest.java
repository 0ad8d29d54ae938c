package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read who made a mistake; the texts are part of the product. */
class InvalidMonitorFileTest {
    @TempDir
    private Path directory;

    @Test
    void eighteenMistakesAreEighteenMessages() {
        assertProblems(
                """
                monitors:
                  - model: a
                    source: {topic: a b}
                    windows: {size: 60, latness: 5m}
                    slices: [[origin, origin]]
                    falseAlarms: sometimes
                  - model: a
                    source: {csv: {timeZone: Europe/Berlim}}
                    windows: {size: 1h, pane: 7m, lateness: -5m}
                    reference: {from: 2001-02-01, to: 2001-01-01}
                    windows: {size: 1h}
                  - {model: c, source: {topic: t}}
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: s, labels: {model: b, owner: o}, annotations: {tidemark.io/runbook: https://r}}
                spec:
                  service: x
                  indicator: {spec: {thresholdMetric: {metricSource: {type: tidemark, spec: {kind: drift}}}}}
                  objectives: [{target: 99.9}]
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: late, labels: {model: c}, annotations: {tidemark.io/no-data: bad}}
                spec:
                  budgetingMethod: Occurrences
                  timeWindow: [{duration: 30d}]
                  indicator: {spec: {ratioMetric: {good: {metricSource: {spec: {kind: share, column: d, values: []}}}}}}
                  objectives: [{target: 0.9}]
                  alertPolicies: [{alertPolicyRef: mwmb-ticket}]
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: drift, labels: {model: c}}
                spec:
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: drift, columns: []}}}}}
                  objectives: [{target: 0.9}]
                  alertPolicies:
                    - kind: AlertPolicy
                      metadata: {name: slow}
                      spec:
                        conditions: [{spec: {condition: {pairs: [{budgetPercent: 2, longWindow: 10d}]}}}]
                ---
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: blink, labels: {model: c}}
                spec:
                  timeWindow: [{duration: 90m}]
                  indicator: {spec: {thresholdMetric: {metricSource: {spec: {kind: volume}}}}}
                  objectives: [{target: 0.9, timeSliceWindow: 2h}]
                  alertPolicies: []
                """,
                """
                monitors.yaml: monitors[0].source.topic=a b is not a topic's name; write letters, digits, '.', '_' and '-', at most 249
                monitors.yaml: monitors[0].windows.size=60 has no unit; write 60s, 60m, 60h or 60d
                monitors.yaml: monitors[0].windows.latness is not a known key; did you mean lateness?
                monitors.yaml: monitors[0].slices[0][1]=origin is listed twice
                monitors.yaml: monitors[0].falseAlarms=sometimes is not a rate above 0; write 1 per 30d
                monitors.yaml: monitors[1].model=a is defined twice; name each model once
                monitors.yaml: monitors[1].source.csv.timeZone=Europe/Berlim is not a time zone; did you mean Europe/Berlin?
                monitors.yaml: monitors[1].reference.from=2001-02-01 is not before to=2001-01-01; to is not part of the reference
                monitors.yaml: monitors[1].windows is given twice, on lines 9 and 11; keep one
                monitors.yaml: slo s: metadata.labels.model=b is not a model of the monitors; known here: a, c
                monitors.yaml: slo s: spec.objectives[0].target=99.9 is not in (0, 1); for 99.9 % write 0.999
                monitors.yaml: slo late: metadata.annotations.tidemark.io/no-data=bad needs budgetingMethod: Timeslices, for a window without data has no events that could be bad; write exclude, or Timeslices
                monitors.yaml: slo late: spec.indicator.spec.ratioMetric.good.metricSource.spec.values is an empty list; list the values that are counted
                monitors.yaml: slo late: spec.alertPolicies[0].alertPolicyRef=mwmb-ticket is not an alert policy; did you mean mwmb-tickets?
                monitors.yaml: slo drift: spec.indicator.spec.thresholdMetric.metricSource.spec.columns is an empty list; list one or more, or leave columns out to mean all
                monitors.yaml: slo drift: spec.alertPolicies[0].spec.conditions[0].spec.condition.pairs[0].budgetPercent=2 in longWindow=10d would alert while the budget lasts; write budgetPercent=35.7143 or more, or a shorter longWindow
                monitors.yaml: slo blink: spec.timeWindow[0].duration=90m is not two or more whole windows of windows.size=1h; write 2h, or change windows.size
                monitors.yaml: slo blink: spec.objectives[0].timeSliceWindow=2h is not the model's windows.size=1h; write 1h, or change windows.size""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "windows: {size: 1h, pane: 7m} | windows.pane=7m does not divide the windows' size=1h; 1m would",
                "windows: {size: 1d, pane: 1s} | windows.pane=1s makes more than 10000 panes of a window of 1d; 1h is usual",
                "windows: {lateness: -5m}      | windows.lateness=-5m is negative; write a duration like 5m, 1h or 1d",
                "windows: {size: 0s}           | windows.size=0s is no time at all; write a duration like 5m, 1h or 1d",
                "windows: {size: 1ms}          | windows.size=1ms is shorter than 1s; write 1s or more",
                "windows: {size: 1 day}        | windows.size=1 day is not a duration; write a number and one of ms, s, m, h, d, w, like 5m or 1d",
                "windows: {size: 999999w}      | windows.size=999999w is more than a hundred years",
                "windows: {retention: 30m}     | windows.retention=30m is shorter than a window and its lateness; write 1d or more",
                "windows: {size: 5m, retention: 50m} | windows.retention=50m is shorter than the 1h that windows are summed up in; write 1h or more",
                "windows: {size: 6h, retention: 12h} | windows.retention=12h is shorter than the 1d that windows are summed up in; write 1d or more",
                "windows: {hours: 1d}          | windows.hours=1d is shorter than 2d; write 2d or more",
                "windows: {forgetAfter: 5m}    | windows.forgetAfter=5m is not 1 to 10000 windows of 1h; 64 windows is usual",
                "windows: [1h]                 | windows is a list; write a section of keys",
                "windows:                      | ``",
                "windows: 1h                   | windows=1h is a single value; write a section of keys",
                "slices: origin                | slices=origin is a single value; write a list",
                "slices: [[a, b], [b, a]]      | slices[1] groups by b, a a second time; keep one",
                "slices: [[]]                  | slices[0] names no dimension; the whole (*) is always there",
                "maxSlices: many               | maxSlices=many is not a whole number in [1, 10000]",
                "future: {a: 1}                | future is a section of keys; write a single value",
                "reference: {first: 1w, trailing: 3} | reference needs exactly one of: from and to, first, trailing, seasonal, published",
                "reference: {from: 2001-01-01} | reference.to is missing; write a date like 2024-01-01",
                "reference: {from: 2001-13-01, to: 2001-02-01} | reference.from=2001-13-01 is not a time; write 2024-01-01 or 2024-01-01T12:00Z (without a zone it is UTC)",
                "reference: {from: 2001-01-01T00:00:30Z, to: 2001-02-01} | reference.from=2001-01-01T00:00:30Z is not on a pane's boundary; panes are 1m, from 00:00 UTC",
                "reference: {first: 5m}        | reference.first=5m is shorter than one window of 1h; five windows or more tell how much they vary",
                "reference: {trailing: 1000}   | ``",
                "reference: {trailing: 167}    | ``",
                "reference: {trailing: 90m}    | reference.trailing=90m is not 1 to 1000 whole windows of 1h; write their number",
                "references: [{trailing: 3}]   | references[0].columns is missing; name the columns that this reference is for",
                "tolerances: lose              | tolerances=lose is none of default, tight, loose; did you mean loose?",
                "tolerances: {ks: 1.5}         | tolerances.ks=1.5 is not in (0, 1)",
                "tolerances: {volume: 0.5}     | tolerances.volume=0.5 is not in (1, 1000)",
                "tolerances: {psi: 0.1}        | tolerances.psi is not a known key; known here: base, ks, rank_shift, rank_spread, js_distance, linf, unseen, missing, invalid, volume, share_ratio, share_floor",
                "columns: {types: {a: nmber}}  | columns.types.a=nmber is none of number, category, boolean, string, embedding; did you mean number?",
                "columns: {allowed: {a: {min: 3, max: 1}}} | columns.allowed.a.min=3 is greater than max=1; swap them",
                "columns: {allowed: {a: {}}}   | columns.allowed.a needs exactly one of min and max, values, and pattern",
                "columns: {types: {a: category}, allowed: {a: {min: 1}}} | columns.allowed.a has a range, but types says that a is no number; write values: [...]",
                "columns: {patterns: {a: {sku: '['}}} | columns.patterns.a.sku=[ is not a regular expression: Unclosed character class near index 0",
                "columns: {patterns: {a: {email: '.*'}}} | columns.patterns.a.email=.* has the name of a built-in shape; give it another one",
                "columns: {types: {a: number}, patterns: {a: {sku: x}}} | columns.patterns.a are for strings, but types says that a is none; write a: string",
                "columns: {patterns: {a: {sku: }}} | columns.patterns.a.sku is missing; write a regular expression that the whole text must match",
                "columns: {types: {a: string}, allowed: {a: {min: 1}}} | columns.allowed.a has a range, but types says that a is no number; write values: [...]",
                "columns: {types: {a: embedding}, allowed: {a: {values: [x]}}} | columns.allowed.a has values, but types says that a is an embedding; leave it out",
                "columns: {types: {a: string}, allowed: {a: {values: [x]}}} | columns.allowed.a has values, but types says that a is a string; declare it a category",
                "falseAlarms: 0 per 30d        | falseAlarms=0 per 30d is not a rate above 0; write 1 per 30d",
                "<<: {a: 1}                    | << is not a known key; merge keys are not supported, write the keys out or use an alias for a whole section",
            })
    void eachMistakeHasItsRemedy(String line, String message) {
        String text = "monitors:\n  - model: m\n    source: {topic: t}\n    " + line + "\n";

        if (message.isEmpty()) {
            assertThat(MonitorFileReader.parse("m.yaml", text).monitors()).hasSize(1);
        } else {
            assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                    .isInstanceOf(InvalidMonitorFile.class)
                    .hasMessage("m.yaml: monitors[0]." + message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "source: {}  | monitors[0].model is missing; name the model",
                "model: a/b  | monitors[0].model=a/b is not a name; write letters, digits, '.', '_' and '-', at most 100",
                "model: ''   | monitors[0].model is missing; name the model",
                "model: ' '  | monitors[0].model=  is empty; name the model",
            })
    void modelHasAName(String line, String message) {
        String text =
                "monitors:\n  - " + line + "\n    " + (line.startsWith("source") ? "future: 1h" : "source: {topic: t}");

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text)).hasMessage("m.yaml: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "timeFormat: sometime | timeFormat=sometime is not a time format; write auto, iso, seconds, millis, micros or a pattern like dd.MM.yyyy HH:mm",
                "delimiter: '~'       | delimiter=~ is none of auto, ,, ;, tab",
                "decimal: ';'         | decimal=; is none of ,, .",
                "decimal: ','         | decimal=, needs fields that are not divided by commas; add delimiter: \";\" or delimiter: tab",
                "decimal: ',', delimiter: ',' | decimal=, needs fields that are not divided by commas; add delimiter: \";\" or delimiter: tab",
                "tiem: x              | tiem is not a known key; did you mean time?",
            })
    void csvMappingIsChecked(String line, String message) {
        String text = "monitors: [{model: m, source: {csv: {" + line + "}}}]";

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", text))
                .hasMessage("m.yaml: monitors[0].source.csv." + message);
    }

    @Test
    void sourceIsNeeded() {
        assertProblems(
                "monitors: [{model: m}]",
                "monitors.yaml: monitors[0].source is missing; write source: {topic: …}, or source: {csv: {time: …}}");
    }

    @Test
    void emptyFileSaysWhatToWrite() {
        assertProblems(
                "# nothing\n---\n",
                "monitors.yaml: is empty; write at least monitors: [{model: …, source: {topic: …}}]");
    }

    @Test
    void fileWithoutMonitorsSaysWhatToWrite() {
        assertProblems(
                "monitors: []\n",
                "monitors.yaml: has no monitors; write at least monitors: [{model: …, source: {topic: …}}]");
    }

    @Test
    void unknownTopKeyIsNamed() {
        assertProblems("monitor: []\n", "monitors.yaml: monitor is not a known key; did you mean monitors?");
    }

    @Test
    void documentThatIsNoSectionIsRefused() {
        assertProblems("- a\n- b\n", "monitors.yaml: document 1 is a list; write monitors: or an OpenSLO document");
    }

    @Test
    void brokenYamlIsLocated() {
        assertProblems(
                "monitors:\n  - model: a\n   source: b\n",
                "monitors.yaml: line 3, column 4: is not YAML: expected <block end>, but found '<block mapping start>'; "
                        + "check indentation, quotes and the space after each colon");
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", "[".repeat(200) + "]".repeat(200)))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void aliasStandsForItsAnchor() {
        MonitorFile file = MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - {model: a, source: {topic: t}, windows: &daily {size: 1d}}
                  - {model: b, source: {topic: u}, windows: *daily}
                """);

        assertThat(file.monitor("b").windows()).isEqualTo(file.monitor("a").windows());
    }

    @Test
    void aliasOfNothingIsNamed() {
        assertProblems("monitors: *all\n", "monitors.yaml: monitors=*all is an alias of nothing; write &all before it");
    }

    @Test
    void billionLaughsAreNotLaughed() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, alias)) + "]\n");
        }

        assertProblems(
                text.toString(),
                "monitors.yaml: a4[7]=*a3 is one alias too many: they stand for more than 100000 values; write them out, or fewer");
    }

    @Test
    void missingFileIsNamed() {
        Path file = directory.resolve("absent.yaml");

        assertThatThrownBy(() -> MonitorFileReader.read(file))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage("absent.yaml: there is no such file: path=" + file + "; check the path");
    }

    @Test
    void largeFileIsRefused() throws IOException {
        Path file = Files.write(directory.resolve("large.yaml"), new byte[(1 << 20) + 1]);

        assertThatThrownBy(() -> MonitorFileReader.read(file))
                .hasMessage("large.yaml: is too large: bytes=1048577, at most 1048576");
    }

    @Test
    void fileThatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});

        assertThatThrownBy(() -> MonitorFileReader.read(file))
                .hasMessage("latin.yaml: is not UTF-8 text: path=" + file + "; save it as UTF-8");
    }

    private static void assertProblems(String text, String expected) {
        assertThatThrownBy(() -> MonitorFileReader.parse("monitors.yaml", text))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage(expected);
    }
}
