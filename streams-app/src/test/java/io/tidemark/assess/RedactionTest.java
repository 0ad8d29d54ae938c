package io.tidemark.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Measurement;
import io.tidemark.domain.Offender;
import io.tidemark.domain.QualityRules;
import io.tidemark.stats.Measure;
import io.tidemark.stats.distance.Shift;
import io.tidemark.stats.verdict.Estimate;
import io.tidemark.stats.verdict.Judged;
import io.tidemark.stats.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final String SECRET = "s3cret";
    private static final QualityRules RULES = new QualityRules(
            "t",
            Set.of(),
            Map.of(),
            QualityRules.Limits.NONE,
            QualityRules.VolumeRule.REFERENCE,
            List.of("ssn*"),
            QualityRules.EventIds.SHOWN);

    @Test
    void labelsEvidenceAndRecordsSayNothing() {
        List<Measurement> redacted = new Redaction(RULES).of(List.of(measurement("ssn_last", Measure.LINF)));

        assertThat(redacted.toString()).doesNotContain(SECRET);
        assertThat(redacted.get(0).judged().label()).isEqualTo("‹redacted›");
        assertThat(redacted.get(0).evidence().get(0).label()).isEqualTo("‹redacted›");
        assertThat(redacted.get(0).offenders().get(0).value()).isEqualTo("‹redacted›");
        assertThat(redacted.get(0).judged().estimate().value()).isEqualTo(0.5);
    }

    @Test
    void whatIsNothingButValuesIsLeftOut() {
        assertThat(new Redaction(RULES)
                        .of(List.of(measurement("ssn", Measure.SHARE), measurement("ssn", Measure.QUANTILE))))
                .isEmpty();
    }

    @Test
    void otherColumnsAreUntouched() {
        List<Measurement> open = List.of(measurement("age", Measure.LINF), measurement("assn", Measure.SHARE));

        assertThat(new Redaction(RULES).of(open)).isEqualTo(open);
    }

    private static Measurement measurement(String column, Measure measure) {
        Judged judged =
                new Judged(measure, SECRET, new Estimate(0.5, 0.4, 0.6, 10, 10), 0, 0.1, 5, 10, 1, 0.1, Verdict.BAD);
        return new Measurement(
                column,
                1,
                judged,
                1,
                List.of(new Shift(SECRET, 0, 1, 1)),
                List.of(new Offender(1, "t-0@1", "e", SECRET)));
    }
}
