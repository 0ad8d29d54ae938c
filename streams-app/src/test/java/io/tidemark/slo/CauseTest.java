package io.tidemark.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Cause;
import io.tidemark.domain.ModelKey;
import io.tidemark.domain.Owners;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CauseTest {
    private static final Set<Selection.Kind> OF_SERVING = Set.of(
            Selection.Kind.SLOWER, Selection.Kind.AVAILABILITY, Selection.Kind.LATENCY, Selection.Kind.DEPENDENCY);

    @Test
    void everyKindHasACause() {
        assertThat(Arrays.stream(Selection.Kind.values()).map(Selection.Kind::cause))
                .doesNotContain(Cause.UNKNOWN);
        assertThat(OF_SERVING).extracting(Selection.Kind::cause).containsOnly(Cause.SERVING);
        assertThat(Selection.Kind.MISSING.cause()).isEqualTo(Cause.DATA);
    }

    @Test
    void whatIsSeenInTheAnswersAloneIsTheModels() {
        assertThat(Selection.of(Selection.Kind.DRIFT, List.of("prediction", "score"))
                        .cause())
                .isEqualTo(Cause.MODEL);
        assertThat(Selection.of(Selection.Kind.DRIFT, List.of("prediction", "amount"))
                        .cause())
                .isEqualTo(Cause.DATA);
        assertThat(Selection.of(Selection.Kind.DRIFT, List.of()).cause()).isEqualTo(Cause.DATA);
        assertThat(Selection.of(Selection.Kind.SLOWER, List.of("score")).cause())
                .isEqualTo(Cause.SERVING);
    }

    @Test
    void theNearerCircleComesFirst() {
        Owners tenant = new Owners("team", Map.of(Cause.DATA, "features", Cause.SERVING, "sre"));
        Owners model = new Owners("", Map.of(Cause.DATA, "feed"));

        Owners both = model.or(tenant);

        assertThat(Cause.TOLD).extracting(both::of).containsExactly("feed", "team", "sre", "team");
        assertThat(Owners.of("me").or(tenant)).isEqualTo(Owners.of("me"));
        assertThat(Owners.NOBODY.or(tenant)).isEqualTo(tenant);
        assertThat(both.words()).isEqualTo("team, data feed, serving sre");
        assertThat(both.isNobody()).isFalse();
        assertThat(model.isNobody()).isTrue();
    }

    @Test
    void aKeyReadsBack() {
        assertThat(ModelKey.of("ads", "ctr")).isEqualTo("ads:ctr");
        assertThat(ModelKey.of("default", "ctr")).isEqualTo("ctr");
        assertThat(ModelKey.tenant("ads:ctr")).isEqualTo("ads");
        assertThat(ModelKey.name("ads:ctr")).isEqualTo("ctr");
        assertThat(ModelKey.tenant("ctr")).isEqualTo("default");
        assertThat(ModelKey.name("ctr")).isEqualTo("ctr");
    }

    /** The formula has a place for the tenant; alerts of the default tenant keep the identity that they always had. */
    @Test
    void tenantsAlertsAreToldApart() {
        String own = DedupKey.ofStep("ctr", "drift", 0.5);
        String other = DedupKey.ofStep("ads:ctr", "drift", 0.5);

        assertThat(own).isNotEqualTo(other).hasSize(32);
    }
}
