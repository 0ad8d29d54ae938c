package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashingTest {
    private static MonitorFile parse(String columns) {
        return MonitorFileReader.parse(
                "m.yaml",
                """
                monitors:
                  - model: m
                    source:
                      topic: t
                      fields:
                        time: at
                        id: meta.id
                        score: scored.p
                        prediction: scored.label
                        dimensions: {country: customer.address.country}
                        features: {from: customer, rename: {mail: email}}
                    slices: [[country]]
                    columns: %s
                """
                        .formatted(columns));
    }

    private static Hashing hash(String names) {
        return parse("{hash: " + names + "}").monitors().get(0).columns().hash();
    }

    @ParameterizedTest
    @CsvSource({
        "country, address.country",
        "address.country, country",
        "customer.address.country, country",
        "mail, email",
        "customer.mail, email",
        "email, email",
        "scored.label, prediction",
        "prediction, scored.label",
        "meta.id, $id"
    })
    void oneNameOfAValueIsAllItsNames(String written, String hashed) {
        assertThat(hash("[" + written + "]").hashes(hashed)).isTrue();
        assertThat(hash("[" + written + "]").hashes("age")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{hash: [at]}                | monitors[0].columns.hash names at, which is no feature, dimension, prediction, label or id",
                "{hash: [scored.p]}          | monitors[0].columns.hash names scored.p, which is no feature",
                "{hash: [score]}             | monitors[0].columns.hash names score, which is no feature",
                "{hash: [e*], types: {email: number}} | types.email=number is of a column that columns.hash hashes, and hashes are categories",
                "{hash: [mail], allowed: {email: {values: [a]}}} | allowed.email speaks of values that columns.hash hashes; take it out of one",
                "{hash: [email], allowed: {email.length: {max: 9}}} | allowed.email.length speaks of values",
                "{hash: [email], patterns: {email: {x: y}}} | patterns.email speaks of values"
            })
    void whatSpeaksOfHashedValuesIsAMistake(String columns, String told) {
        assertThatThrownBy(() -> parse(columns))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessageContaining(told);
    }

    @Test
    void lengthAndShapeOfHashesSayNothing() {
        assertThat(parse("{hash: [email], types: {email: string}}").warnings())
                .extracting(Problem::text)
                .containsExactly(
                        "monitors[0].columns.types.email=string is of a column that columns.hash hashes: its length"
                                + " and shape are always the same then; write category");
    }

    @Test
    void namedValueIsNamedByItsHash() {
        String detectors = "{hash: [email]}\n    detectors: [{kind: adwin, of: share, columns: [email], value: %s}]";

        assertThatThrownBy(() -> parse(detectors.formatted("ann@example.com")))
                .hasMessageContaining(
                        "detectors[0].value=ann@example.com is a value of email, which columns.hash hashes;"
                                + " write its hash, 20 letters");
        assertThat(parse(detectors.formatted("ghkhfdbokhlbhflpbfej")).monitors())
                .hasSize(1);
    }

    @Test
    void monitorsOfATopicHashTheSame() {
        String yaml =
                "monitors: [{model: a, source: {topic: t}, columns: {hash: [x]}}, {model: b, source: {topic: t}}]";

        assertThatThrownBy(() -> MonitorFileReader.parse("m.yaml", yaml))
                .hasMessageContaining(
                        "monitors[1].columns.hash is of topic t otherwise than of the monitor of a; hash the"
                                + " same columns in both");
    }

    @Test
    void saltIsLongAndNeverShown() {
        MonitorFile file = parse("{hash: [email]}").with(Salt.of(" sixteen bytes ok\n"));

        assertThat(file.toString()).contains("‹salt›").doesNotContain("sixteen");
        assertThatThrownBy(() -> Salt.of("fifteen bytes: \n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("has 14 bytes; write at least 16, like openssl rand -base64 24");
    }
}
