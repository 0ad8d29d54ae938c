package io.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.TenantSpec.Quotas;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Owners;
import io.tidemark.domain.Route;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantsTest {
    private static final String TENANTS =
            """
            apiVersion: tidemark.io/v1
            kind: Tenant
            metadata: {name: ads}
            spec:
              owner: team-ads
              owners: {data: team-features, serving: sre}
              quotas: {models: 2, slices: 2000, columns: 500, eventsPerSecond: 5000}
            ---
            apiVersion: tidemark.io/v1
            kind: Tenant
            metadata: {name: shop}
            ---
            """;

    private static MonitorFile parse(String text) {
        return MonitorFileReader.parse("m.yaml", text);
    }

    @Test
    void aTenantIsPartOfItsModelsKey() {
        MonitorFile file = parse(
                TENANTS
                        + "monitors: [{model: ctr, tenant: ads, source: {}}, {model: ctr, tenant: shop, source: {}}, {model: ctr, source: {}}]");

        assertThat(file.monitors()).extracting(Monitor::model).containsExactly("ads:ctr", "shop:ctr", "ctr");
        assertThat(file.monitors())
                .extracting(monitor -> monitor.source().topic())
                .containsExactly("ads-ctr-events", "shop-ctr-events", "ctr-events");
    }

    @Test
    void aTenantSaysWhoOwnsAndHowMuch() {
        MonitorFile file = parse(TENANTS + "monitors: [{model: ctr, tenant: ads, source: {}}]");

        assertThat(file.tenants())
                .containsExactly(
                        new TenantSpec(
                                "ads",
                                new Owners("team-ads", Map.of(Cause.DATA, "team-features", Cause.SERVING, "sre")),
                                new Quotas(2, 2000, 500, 5000)),
                        new TenantSpec("shop", Owners.NOBODY, Quotas.NONE));
    }

    @Test
    void anObjectiveIsOfTheTenantThatItNamesOrOfTheOnlyOneWithSuchAModel() {
        String presets =
                """
                monitors: [{model: ctr, tenant: ads, source: {}}, {model: ctr, tenant: shop, source: {}}, {model: feed, tenant: shop, source: {}}]
                ---
                - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, tenant: shop, model: ctr, owner: me, severity: ticket}}
                - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: "ads:ctr", owner: me, severity: ticket}}
                - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: feed, owner: me, severity: ticket}}
                """;

        assertThat(parse(TENANTS + presets).slos())
                .extracting(SloSpec::model)
                .containsExactly("shop:ctr", "ads:ctr", "shop:feed");
    }

    @Test
    void whoseModelIsMeantMustBeSaid() {
        String preset =
                "monitors: [{model: ctr, tenant: ads, source: {}}, {model: ctr, tenant: shop, source: {}}]\n---\n"
                        + "{apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: ctr, owner: me, severity: ticket}}";

        assertThatThrownBy(() -> parse(TENANTS + preset))
                .hasMessageContaining("model=ctr is not a model of the monitors; ")
                .hasMessageContaining("ads:ctr");
    }

    @Test
    void oneTemplateServesModelsOfOneNameOfSeveralTenants() {
        String template =
                """
                apiVersion: tidemark.io/v1
                kind: Template
                metadata: {name: ranking}
                spec:
                  monitor: {source: {topic: "${tenant}.${model}"}}
                  objects:
                    - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: "${model}", owner: x, severity: ticket}}
                ---
                monitors:
                  - {models: [ctr, feed], template: ranking, tenant: ads}
                  - {model: ctr, template: ranking, tenant: shop}
                  - {model: ctr, template: ranking}
                """;

        MonitorFile file = parse(TENANTS + template);

        assertThat(file.monitors())
                .extracting(monitor -> monitor.source().topic())
                .containsExactly("ads.ctr", "ads.feed", "shop.ctr", "default.ctr");
        assertThat(file.slos()).extracting(SloSpec::model).containsExactly("ads:ctr", "ads:feed", "shop:ctr", "ctr");
        assertThat(file.slos())
                .extracting(SloSpec::name)
                .containsExactly("ads-ctr-drift", "ads-feed-drift", "shop-ctr-drift", "ctr-drift");
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        String mistaken =
                """
                apiVersion: tidemark.io/v1
                kind: Tenant
                metadata: {name: ads}
                spec: {quotas: {models: 1, slices: 0, rows: 5}, owners: {sales: me}}
                ---
                monitors:
                  - {model: ctr, tenant: Ads, source: {}}
                  - {model: feed, tenant: adds, source: {}}
                  - {model: ctr, tenant: ads, source: {}}
                  - {model: ctr, tenant: ads, source: {}}
                """;

        assertThatThrownBy(() -> parse(mistaken))
                .hasMessageContaining("document ads: spec.quotas.slices=0 is not a whole number in [1, 1000000000]")
                .hasMessageContaining("spec.quotas.rows is not a known key")
                .hasMessageContaining(
                        "spec.owners.sales is not a known key; known here: data, training, serving, model")
                .hasMessageContaining("monitors[0].tenant=Ads is not a name; write a-z, 0-9 and '-', at most 63")
                .hasMessageContaining("monitors[1].tenant=adds is no tenant of this file; did you mean ads?")
                .hasMessageContaining("monitors[3].model=ctr is defined twice")
                .hasMessageContaining("monitors[3].model=ctr is model 2 of tenant ads, which may have 1; "
                        + "take one out, or raise quotas.models");
    }

    @Test
    void aTopicTellsWhoseAnEventIs() {
        assertThatThrownBy(() -> parse("monitors: [{model: ctr, tenant: ads, source: {topic: t}}, "
                        + "{model: ctr, tenant: shop, source: {topic: t}}]"))
                .hasMessageContaining("monitors[0].source reads topic t")
                .hasMessageContaining("nothing would tell whose an event is; give each tenant a topic of its own");
        assertThatThrownBy(() -> parse(TENANTS + "monitors: [{model: ctr, tenant: ads, source: {topic: t}}, "
                        + "{model: feed, tenant: shop, source: {topic: t}}]"))
                .hasMessageContaining("eventsPerSecond of tenant ads is kept before events are read");
        assertThat(parse("monitors: [{model: ctr, tenant: ads, source: {topic: t}}, "
                                + "{model: feed, tenant: shop, source: {topic: t}}]")
                        .monitors())
                .hasSize(2);
    }

    @Test
    void theNearestOwnerOfTheCauseIsTold() {
        String objectives =
                """
                monitors:
                  - {model: ctr, tenant: ads, source: {}}
                  - {model: feed, tenant: ads, owners: {data: feed-data}, source: {}}
                  - {model: map, tenant: shop, owner: team-map, source: {}}
                ---
                - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: ctr, severity: ticket}}
                - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: feed, severity: ticket}}
                - {apiVersion: tidemark.io/v1, kind: Preset, spec: {slo: drift, model: map, severity: ticket}}
                - {apiVersion: tidemark.io/v1, kind: Preset, metadata: {name: own}, spec: {slo: drift, model: ctr, owner: me, severity: ticket}}
                """;

        MonitorFile file = parse(TENANTS.replace("models: 2", "models: 3") + objectives);

        assertThat(owner(file, "ads-ctr-drift", Cause.DATA)).isEqualTo("team-features");
        assertThat(owner(file, "ads-ctr-drift", Cause.MODEL)).isEqualTo("team-ads");
        assertThat(owner(file, "ads-feed-drift", Cause.DATA)).isEqualTo("feed-data");
        assertThat(owner(file, "ads-feed-drift", Cause.SERVING)).isEqualTo("sre");
        assertThat(owner(file, "shop-map-drift", Cause.DATA)).isEqualTo("team-map");
        assertThat(owner(file, "own", Cause.DATA)).isEqualTo("me");
    }

    private static String owner(MonitorFile file, String slo, Cause cause) {
        return file.slos().stream()
                .filter(one -> one.name().equals(slo))
                .findFirst()
                .orElseThrow()
                .about()
                .owners()
                .of(cause);
    }

    @Test
    void aTargetTakesCausesOwnersAndTenants() {
        String target =
                """
                apiVersion: tidemark.io/v1
                kind: AlertNotificationTarget
                metadata: {name: features}
                spec: {target: alertmanager, url: "http://localhost:9093", causes: [data, training], owners: team-features, tenants: ads}
                ---
                monitors: [{model: ctr, tenant: ads, source: {}}]
                """;

        assertThat(parse(target).objects().targets())
                .extracting(TargetSpec::route)
                .containsExactly(new Route(Set.of(Cause.DATA, Cause.TRAINING), Set.of("team-features"), Set.of("ads")));
        assertThatThrownBy(() -> parse(target.replace("[data, training]", "[date]")))
                .hasMessageContaining("spec.causes[0]=date is none of");
    }
}
