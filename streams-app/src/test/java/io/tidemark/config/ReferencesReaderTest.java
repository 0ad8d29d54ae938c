package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Comparison;
import io.tidemark.domain.Comparisons;
import io.tidemark.domain.Season;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code reference}, {@code references} and {@code comparisons}, beyond ranges and trailing windows. */
class ReferencesReaderTest {
    private static References references(String... lines) {
        return monitor(lines).references();
    }

    private static Monitor monitor(String... lines) {
        StringBuilder text = new StringBuilder("monitors:\n  - model: m\n    windows: {retention: 90d}\n");
        if (!String.join("", lines).contains("source")) {
            text.append("    source: {topic: t}\n");
        }
        for (String line : lines) {
            text.append("    ").append(line).append('\n');
        }
        return MonitorFileReader.parse("m.yaml", text.toString()).monitor("m");
    }

    @Test
    void seasonalIsReadWithItsZone() {
        References references = references("reference: {seasonal: hour-of-week, cycles: 4, timeZone: Europe/Paris}");

        assertThat(references.standard())
                .isEqualTo(new ReferenceRule.Seasonal(
                        new Season(Season.Phase.HOUR_OF_WEEK, 4, ZoneId.of("Europe/Paris"))));
        assertThat(references.warmUp(Duration.ofHours(1))).isEqualTo(Duration.ofDays(28));
    }

    @Test
    void seasonHasFiveCyclesOfUtcByDefault() {
        assertThat(references("references: [{columns: [a], seasonal: hour-of-day}]")
                        .ruleFor("a"))
                .isEqualTo(new ReferenceRule.Seasonal(new Season(Season.Phase.HOUR_OF_DAY, 5, ZoneId.of("UTC"))));
    }

    @Test
    void pinnedReferenceHasANameAndALifetime() {
        References references = references("reference: {first: 7d, name: launch-2026, expires: 90d}");

        assertThat(references.lifetime())
                .isEqualTo(new References.Lifetime(
                        "launch-2026", Duration.ofDays(90).toMillis()));
    }

    @Test
    void publishedAndVersionsAreHeld() {
        assertThat(references("reference: {published: training-2026}").held())
                .isEqualTo(new ReferenceRule.Published("training-2026"));
        assertThat(references("reference: {version: v42, first: 3d}").version()).isEqualTo("v42");
        assertThat(references("reference: {version: v42}").held())
                .isEqualTo(new ReferenceRule.OfVersion("v42", new ReferenceRule.First(Duration.ofDays(7))));
    }

    @Test
    void comparisonsAreOneLine() {
        assertThat(references("comparisons: training").comparisons())
                .isEqualTo(new Comparisons(Set.of(Comparison.TRAINING), "", "", 0));
        assertThat(references("comparisons: [training, rest, {canary: v43, against: v42}, {launch: 7d}]")
                        .comparisons())
                .isEqualTo(new Comparisons(
                        Set.of(Comparison.TRAINING, Comparison.REST, Comparison.CANARY, Comparison.LAUNCH),
                        "v43",
                        "v42",
                        Duration.ofDays(7).toMillis()));
    }

    @Test
    void trainingMayHaveItsOwnTopic() {
        assertThat(monitor("source: {topic: serving, training: training}", "comparisons: [training]")
                        .source()
                        .topics())
                .containsExactly("serving", "training");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "reference: {seasonal: hourly} | reference.seasonal=hourly is none of hour-of-day, hour-of-week, day-of-week",
                "reference: {cycles: 4} | reference.seasonal is missing; write one of hour-of-day, hour-of-week, day-of-week",
                "reference: {seasonal: hour-of-day, cycles: 0} | reference.cycles=0 is not a whole number in [1, 100]",
                "reference: {seasonal: hour-of-day, timeZone: Europe/Pari} | reference.timeZone=Europe/Pari is not a time zone; did you mean Europe/Paris?",
                "reference: {seasonal: hour-of-week, cycles: 13} | reference.cycles=13 looks back 13 cycles of 7d, but retention=90d; set windows.retention to 92d or more, or take fewer cycles",
                "reference: {seasonal: hour-of-day, first: 7d} | reference needs exactly one of: from and to, first, trailing, seasonal, published",
                "reference: {published: a b} | reference.published=a b is not a name; write letters, digits, '.', '_' and '-', at most 100",
                "reference: {published: a, name: b} | reference.name=b is for references that are pinned here; a published one has the name in published",
                "reference: {trailing: 5, expires: 3d} | reference moves with the windows and has no name and no end; leave name and expires out",
                "reference: {first: 7d, name: a/b} | reference.name=a/b is not a name; write letters, digits, '.', '_' and '-', at most 100",
                "reference: {version: v1, trailing: 5} | reference takes a version's events either from and to, or first (the first of them)",
                "references: [{columns: [a], published: p}] | references[0] is for some columns, and a published reference or a version's is made of whole rows; write it under reference",
                "comparisons: [trainig] | comparisons[0]=trainig is no comparison; did you mean training?",
                "comparisons: [launch] | comparisons[0]=launch is no comparison; write training, rest, previous, {canary: v43, against: v42}, {launch: 7d}",
                "comparisons: [rest, rest] | comparisons[1]=rest is the second comparison of that kind; keep one",
                "comparisons: [{canary: v43}] | comparisons[0].against is missing; name the version that it is compared with",
                "comparisons: [{canary: v43, against: v43}] | comparisons[0].against=v43 is the canary itself; name the version that it is compared with",
                "comparisons: [{launch: 5m}] | comparisons[0].launch=5m is shorter than one window of 1h; five windows or more tell how much they vary",
                "comparisons: [{launch: 91d}] | comparisons[0].launch=91d is longer than windows are kept, retention=90d; set windows.retention to 91d or more",
                "comparisons: [{of: v1}] | comparisons[0] is no comparison; write training, rest, previous, {canary: v43, against: v42}, {launch: 7d}; and comparisons[0].of is not a known key; known here: training, rest, previous, canary, launch, against",
                "source: {topic: t, training: t2} | source.training=t2 brings training events, which nothing is compared with; add comparisons: [training]",
            })
    void eachMistakeHasItsRemedy(String line, String message) {
        assertThatThrownBy(() -> monitor(line))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage("m.yaml: monitors[0]." + message.replace("; and ", "\nm.yaml: monitors[0]."));
    }
}
