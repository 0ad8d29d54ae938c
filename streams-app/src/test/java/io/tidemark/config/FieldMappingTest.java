package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.config.FieldMapping.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldMappingTest {
    private static Source source(String keys) {
        String yaml = "monitors:\n  - model: m\n    source:\n      topic: t\n" + keys.indent(6);
        return MonitorFileReader.parse("m.yaml", yaml).monitors().get(0).source();
    }

    private static List<String> problems(String yaml) {
        InvalidMonitorFile invalid =
                catchThrowableOfType(InvalidMonitorFile.class, () -> MonitorFileReader.parse("m.yaml", yaml));
        return invalid.problems().stream()
                .map(problem -> problem.line() + ": " + problem.text())
                .toList();
    }

    @Test
    void withoutFieldsTheEventsAreCanonical() {
        assertThat(source("").format()).isEqualTo(RecordFormat.USUAL);
        assertThat(source("format: json").format().isCanonical()).isTrue();
    }

    @Test
    void rolesOfFieldsAreThoseOfTheFilesColumns() {
        Source source = source(
                """
                fields: {time: meta.at, timeFormat: seconds, timeZone: Europe/Berlin, id: k, prediction: p, score: s}
                csv: {score: other, delimiter: ;}
                """);

        assertThat(source.csv().time()).isEqualTo("meta.at");
        assertThat(source.csv().timeFormat().kind()).isEqualTo(TimeFormat.Kind.SECONDS);
        assertThat(source.csv().timeZone()).hasToString("Europe/Berlin");
        assertThat(List.of(
                        source.csv().id(),
                        source.csv().prediction(),
                        source.csv().score(),
                        source.csv().version()))
                .containsExactly("k", "p", "other", "");
        assertThat(source.format().fields().roles())
                .containsOnlyKeys(Role.TIME, Role.ID, Role.PREDICTION_ID, Role.PREDICTION, Role.SCORE);
        assertThat(source.format().fields().roles().get(Role.PREDICTION_ID))
                .as("labels find an event by its id where no other field is said to be its prediction's")
                .isEqualTo(source.format().fields().roles().get(Role.ID));
    }

    @Test
    void columnOfAFileGoesByTheNameThatItsFieldWouldHave() {
        FieldMapping fields = source(
                        """
                        fields:
                          time: at
                          label: truth
                          features: {from: payload, exclude: [x*], rename: {long.name: short}}
                        """)
                .format()
                .fields();

        assertThat(List.of("payload.amount", "payload.long.name", "short", "truth", "at", "payload.x1"))
                .extracting(fields::columnOfHeader)
                .containsExactly("amount", "short", "short", "label", "", "");
        assertThat(List.of("amount", "long.name", "other.amount", "x2", "a..b"))
                .as("not under payload, so no feature: as in JSON and Avro")
                .extracting(fields::columnOfHeader)
                .containsOnly("");
    }

    @Test
    void everyMistakeInAMappingIsTold() {
        List<String> problems = problems(
                """
                monitors:
                  - model: m
                    source:
                      topic: t
                      format: xml
                      schema: none.avsc
                      fields:
                        tme: at
                        id: a..b
                        version:
                        timeFormat: never
                        dimensions: {country: "c["}
                        features: {from: [p, "]"], rename: {a: x, b: x}, includ: [c]}
                        constants: {stage: TEST}
                    slices: [[region]]
                """);

        assertThat(problems)
                .containsExactly(
                        "5: monitors[0].source.format=xml is none of avro, json",
                        "6: monitors[0].source.schema=none.avsc cannot be read; name a file of an Avro schema, from the monitor"
                                + " file's directory: path=none.avsc",
                        "8: monitors[0].source.fields.time is missing; write the path of the events' time, or $timestamp for the"
                                + " Kafka record's own",
                        "8: monitors[0].source.fields.tme is not a known key; did you mean time?",
                        "9: monitors[0].source.fields.id=a..b is not a path; write names with dots, places in arrays in brackets:"
                                + " customer.items[0].price, names with dots in quotes, at most 32 steps",
                        "10: monitors[0].source.fields.version is missing; write the path of a field, or leave the key out",
                        "11: monitors[0].source.fields.timeFormat=never is not a time format; write auto, iso, seconds, millis,"
                                + " micros or a pattern like dd.MM.yyyy HH:mm",
                        "12: monitors[0].source.fields.dimensions.country=c[ is not a path; write names with dots, places in arrays"
                                + " in brackets: customer.items[0].price, names with dots in quotes, at most 32 steps",
                        "13: monitors[0].source.fields.features.from[1]=] is not a path; write names with dots, places in arrays in"
                                + " brackets: customer.items[0].price, names with dots in quotes, at most 32 steps",
                        "13: monitors[0].source.fields.features.rename.b=x is the name of two columns; choose another",
                        "13: monitors[0].source.fields.features.includ is not a known key; did you mean include?",
                        "14: monitors[0].source.fields.constants.stage=TEST is none of SERVING, TRAINING",
                        "15: monitors[0].slices groups by region, which source.fields.dimensions does not place; add region: its"
                                + " path");
    }

    @Test
    void constantInThePlaceOfAPathIsToldWhereItGoes() {
        List<String> problems = problems(
                """
                monitors:
                  - model: m
                    source:
                      topic: t
                      fields:
                        time: at
                        version: {constant: v9}
                        stage: {value: TRAINING}
                        score: {constant: 1}
                        dimensions: {region: {constant: eu}, country: c}
                """);

        assertThat(problems)
                .containsExactly(
                        "7: monitors[0].source.fields.version is a section, no path; what is the same in all events goes under"
                                + " source.fields.constants: {version: v9}",
                        "8: monitors[0].source.fields.stage is a section, no path; what is the same in all events goes under"
                                + " source.fields.constants: {stage: …}",
                        "9: monitors[0].source.fields.score is a section, no path; write the path of a field, or leave the key out",
                        "10: monitors[0].source.fields.dimensions.region is a section, no path; what is the same in all events"
                                + " goes under source.fields.constants: {dimensions: {region: eu}}");
    }

    @Test
    void namesThatTheFileGivesTwiceAreTold() {
        List<String> problems = problems(
                """
                monitors:
                  - model: m
                    source:
                      topic: t
                      fields:
                        time: at
                        label: truth
                        dimensions:
                          a: customer.id
                          b: payment.id
                          c: payment.y
                          d: payment.z
                        features: {from: [customer, payment], rename: {x: y, w: label, z: zone}}
                """);

        assertThat(problems)
                .containsExactly(
                        "10: monitors[0].source.fields.dimensions.b=payment.id comes to the same column as customer.id: id;"
                                + " leave features.from out, or exclude the column",
                        "11: monitors[0].source.fields.dimensions.c=payment.y is a column too, y, a name that is given to another"
                                + " field; rename one of them",
                        "13: monitors[0].source.fields.features.rename.w=label is the column of fields.label; choose another name");
    }

    /** A file of ours may have the columns' names already. */
    @Test
    void columnOfAFileMayHaveTheNameThatItsFieldIsGiven() {
        FieldMapping fields = source("fields: {time: at, features: {rename: {flight.from: origin}}}")
                .format()
                .fields();

        assertThat(fields.columnOfHeader("origin")).isEqualTo("origin");
        assertThat(fields.columnOfHeader("flight.from")).isEqualTo("origin");
        assertThat(fields.column(FieldPath.ofField("origin"))).isEmpty();
        assertThat(fields.takenName(FieldPath.ofField("origin"))).isEqualTo("origin");
    }

    @Test
    void monitorsOfOneTopicReadItsRecordsTheSameWay() {
        List<String> problems = problems(
                """
                monitors:
                  - model: a
                    source: {topic: t, format: json, fields: {time: at}}
                  - model: b
                    source: {topic: t, format: json, fields: {time: at}}
                  - model: c
                    source: {topic: t, format: json, fields: {time: when}}
                """);

        assertThat(problems)
                .containsExactly(
                        "7: monitors[2].source says format, schema or fields of topic t otherwise than the monitor of a;"
                                + " say the same, columns.include and exclude choose each model's columns");
    }

    @Test
    void trainingEventsOfATopicOfTheirOwnNameTheirModel() {
        List<String> problems = problems(
                """
                monitors:
                  - model: a
                    source: {topic: t, training: u, fields: {time: at}}
                    comparisons: [training]
                """);

        assertThat(problems)
                .containsExactly(
                        "3: monitors[0].source.training=u brings training events of a topic of their own, which must name"
                                + " their model; add fields.model");
    }

    @Test
    void canonicalPlacesAreThoseOfTheSchemas() {
        assertThat(FieldMapping.CANONICAL.roles().entrySet().stream()
                        .flatMap(role -> role.getValue().stream().map(path -> Map.entry(path.name(), role.getKey())))
                        .map(Map.Entry::getKey)
                        .sorted())
                .containsExactly(
                        "dependency",
                        "eventId",
                        "eventTime",
                        "health",
                        "latencyMs",
                        "model",
                        "predictedClass",
                        "predictedValue",
                        "predictionId",
                        "score",
                        "stage",
                        "status",
                        "version");
    }
}
