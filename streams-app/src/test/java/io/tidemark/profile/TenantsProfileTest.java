package io.tidemark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Comparisons;
import io.tidemark.domain.GridBook;
import io.tidemark.domain.Meters;
import io.tidemark.domain.Observation;
import io.tidemark.domain.QualityRules;
import io.tidemark.domain.Quota;
import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.domain.RowFacts.Tally;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.testkit.TestEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What one tenant sends reaches no other's models, and its quotas are its own. */
class TenantsProfileTest {
    private static final long PANE = 60_000;

    private static ProfileRules rules(String model, String topic) {
        QualityRules none = QualityRules.NONE;
        return new ProfileRules(
                model,
                PANE,
                List.of(List.of("country")),
                100,
                column -> true,
                Map.of(),
                Map.of(),
                Map.of(),
                Comparisons.NONE,
                new QualityRules(
                        topic,
                        none.asked(),
                        none.allowed(),
                        none.limits(),
                        none.volume(),
                        none.redacted(),
                        none.ids()));
    }

    private static TenantRules tenant(String name, int slices, int columns, int eventsPerSecond, String... topics) {
        return new TenantRules(name, Set.of(topics), slices, columns, eventsPerSecond, 1);
    }

    private static TenantRules free(String name, String... topics) {
        return tenant(name, TenantRules.UNLIMITED, TenantRules.UNLIMITED, TenantRules.UNLIMITED, topics);
    }

    private static @Nullable Rejection send(Profiler profiler, String topic, TestEvent event) {
        Observation observed = new Observation();
        observed.cameFrom(topic, 0, 0, 0);
        return profiler.observe(event.observed(observed), 1, Long.MAX_VALUE);
    }

    private static Map<String, Long> events(Profiler profiler) {
        return profiler.handOver().stream()
                .collect(Collectors.toMap(
                        delta -> delta.scope().model() + " " + delta.scope().slice(),
                        delta -> delta.profile().rows().events(),
                        Long::sum,
                        TreeMap::new));
    }

    @Test
    void eventsOfOneNameGoToTheModelOfTheirTopicsTenant() {
        Profiler profiler = new Profiler(
                List.of(rules("ads:ctr", "a"), rules("shop:ctr", "s"), rules("ctr", "d")),
                List.of(free("ads", "a"), free("shop", "s"), free("default", "d")),
                model -> GridBook.EMPTY);

        for (String topic : new String[] {"a", "s", "a", "d", "a", "nobody's"}) {
            assertThat(send(profiler, topic, TestEvent.of("ctr", 1).dimension("country", topic)))
                    .isNull();
        }

        assertThat(events(profiler))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ads:ctr *", 3L,
                        "ads:ctr country=a", 3L,
                        "shop:ctr *", 1L,
                        "shop:ctr country=s", 1L,
                        "ctr *", 2L,
                        "ctr country=d", 1L,
                        "ctr country=nobody's", 1L));
    }

    @Test
    void noEventReachesAnotherTenantsModelWhateverItNames() {
        Profiler profiler = new Profiler(
                List.of(rules("ads:ctr", "a"), rules("shop:feed", "s"), rules("fraud", "d")),
                List.of(free("ads", "a"), free("shop", "s"), free("default", "d")),
                model -> GridBook.EMPTY);

        for (String name : new String[] {"feed", "fraud", "shop:feed", "ads:ctr", "default:fraud"}) {
            assertThat(send(profiler, "a", TestEvent.of(name, 1)))
                    .extracting(Rejection::reason)
                    .isEqualTo(Reason.UNKNOWN_MODEL);
        }
        assertThat(send(profiler, "d", TestEvent.of("feed", 1))).isNotNull();
        assertThat(events(profiler)).isEmpty();
    }

    @Test
    void twoTenantsMayShareATopicForModelsOfDifferentNames() {
        Profiler profiler = new Profiler(
                List.of(rules("ads:ctr", "t"), rules("shop:feed", "t")),
                List.of(free("ads", "t"), free("shop", "t")),
                model -> GridBook.EMPTY);

        send(profiler, "t", TestEvent.of("ctr", 1));
        send(profiler, "t", TestEvent.of("feed", 1));

        assertThat(events(profiler)).containsKeys("ads:ctr *", "shop:feed *");
        Profiler same = new Profiler(
                List.of(rules("ads:ctr", "t"), rules("shop:ctr", "t")),
                List.of(free("ads", "t"), free("shop", "t")),
                model -> GridBook.EMPTY);
        assertThatThrownBy(() -> send(same, "t", TestEvent.of("ctr", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic=t");
    }

    @Test
    void slicesBeyondTheTenantsQuotaAreOthersAndNobodyElsesAre() {
        Profiler profiler = new Profiler(
                List.of(rules("ads:ctr", "a"), rules("ads:feed", "a"), rules("shop:ctr", "s")),
                List.of(tenant("ads", 3, TenantRules.UNLIMITED, TenantRules.UNLIMITED, "a"), free("shop", "s")),
                model -> GridBook.EMPTY);

        for (int i = 0; i < 4; i++) {
            send(profiler, "a", TestEvent.of("ctr", 1).dimension("country", "c" + i % 2));
            send(profiler, "a", TestEvent.of("feed", 1).dimension("country", "c" + i));
            send(profiler, "s", TestEvent.of("ctr", 1).dimension("country", "c" + i));
        }
        Meters meters = new Meters();
        profiler.tellQuotas(meters);

        Map<String, Long> events = events(profiler);
        assertThat(events)
                .containsEntry("ads:ctr country=c0", 2L)
                .containsEntry("ads:ctr country=c1", 2L)
                .containsEntry("ads:feed country=c0", 1L)
                .containsEntry("ads:feed country=__other__", 3L)
                .containsEntry("shop:ctr country=c3", 1L)
                .doesNotContainKeys("ads:feed country=c1", "shop:ctr country=__other__");
        assertThat(meters.beyond(Quota.SLICES)).isEqualTo(Map.of("ads:feed", 3L));
    }

    @Test
    void columnsBeyondTheTenantsQuotaAreNotMeasuredAndEachIsCountedOnce() {
        Profiler profiler = new Profiler(
                List.of(rules("ads:ctr", "a"), rules("ads:feed", "a"), rules("shop:ctr", "s")),
                List.of(tenant("ads", TenantRules.UNLIMITED, 3, TenantRules.UNLIMITED, "a"), free("shop", "s")),
                model -> GridBook.EMPTY);

        for (int round = 0; round < 3; round++) {
            send(profiler, "a", TestEvent.of("ctr", 1).feature("x", 1.0).feature("y", 1.0));
            send(
                    profiler,
                    "a",
                    TestEvent.of("feed", 1).feature("x", 1.0).feature("y", 1.0).feature("z", 2.0));
            send(
                    profiler,
                    "s",
                    TestEvent.of("ctr", 1).feature("x", 1.0).feature("y", 1.0).feature("z", 2.0));
        }
        Meters meters = new Meters();
        profiler.tellQuotas(meters);

        Map<String, Set<String>> columns = profiler.handOver().stream()
                .filter(delta -> delta.scope().isWhole())
                .collect(Collectors.toMap(
                        delta -> delta.scope().model(),
                        delta -> delta.profile().columns().keySet()));
        assertThat(columns)
                .isEqualTo(Map.of(
                        "ads:ctr", Set.of("x", "y"), "ads:feed", Set.of("x"), "shop:ctr", Set.of("x", "y", "z")));
        assertThat(meters.beyond(Quota.COLUMNS)).isEqualTo(Map.of("ads:feed", 2L));
    }

    @Test
    void whatWasNotReadIsToldOfEveryScopeThatHadEventsInTheMeantime() {
        Profiler profiler = new Profiler(
                List.of(rules("ads:ctr", "a"), rules("shop:ctr", "s")),
                List.of(tenant("ads", 9, 9, 10, "a"), free("shop", "s")),
                model -> GridBook.EMPTY);
        send(profiler, "a", TestEvent.of("ctr", 1).dimension("country", "BR"));
        send(profiler, "a", TestEvent.of("ctr", 1).dimension("country", "DE"));
        send(profiler, "s", TestEvent.of("ctr", 1).dimension("country", "DE"));

        profiler.pass(6, "a", 1);

        Map<Scope, Tally> unread = profiler.handOver().stream()
                .collect(Collectors.toMap(
                        delta -> delta.scope(), delta -> delta.profile().facts().unread()));
        assertThat(unread)
                .containsEntry(new Scope("ads:ctr", Stage.SERVING, "*"), new Tally(6, 8))
                .containsEntry(new Scope("ads:ctr", Stage.SERVING, "country=BR"), new Tally(6, 8))
                .containsEntry(new Scope("shop:ctr", Stage.SERVING, "*"), Tally.NONE);
        Meters meters = new Meters();
        profiler.tellQuotas(meters);
        assertThat(meters.beyond(Quota.EVENTS)).isEqualTo(Map.of("ads:ctr", 6L));
        assertThat(profiler.handOver()).isEmpty();
    }
}
