package io.tidemark.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.domain.Comparison;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import io.tidemark.serde.AlertDeserializer;
import io.tidemark.serde.AlertSerializer;
import io.tidemark.serde.Registry;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Indicator;
import io.tidemark.slo.Limit;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import io.tidemark.slo.voice.Chorus;
import io.tidemark.slo.voice.Draft.Newest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VoiceStoreTest {
    private static final Objective OBJECTIVE = new Objective(
            "drift",
            new Objective.Subject("m", Stage.SERVING, Slices.EACH),
            new Indicator.OfWindows(Selection.of(Selection.Kind.DRIFT, List.of()), Limit.TOLERANCE),
            new Goal(0.9, 3_600_000, Alert.Method.TIMESLICES, 60_000),
            AlertPolicy.standard(),
            Objective.About.NOTHING);

    /** Held in one life, released in the next: on its topic the alert is as if it had never been kept. */
    @ParameterizedTest
    @EnumSource
    void heldAlertIsTheSameAfterARestart(Alert.Method method) {
        Registry registry = new Registry("mock://voice-store");
        int id = registry.register("alerts", io.tidemark.schemas.Alert.getClassSchema());
        Serde<Alert> alerts = Serdes.serdeFrom(new AlertSerializer(id), new AlertDeserializer(registry));
        try (TestStores stores = new TestStores()) {
            KeyValueStore<String, byte[]> store = stores.onDisk(Serdes.String());
            List<Alert> kept = told(new VoiceStore(store, alerts), new VoiceStore(store, alerts), method);
            VoiceStore other = new VoiceStore(stores.onDisk(Serdes.String()), alerts);

            assertThat(kept).hasSize(1);
            assertThat(kept.get(0).context().slices()).isEqualTo(new AlertContext.Slices(0, 1, List.of()));
            assertThat(alerts.serializer().serialize("alerts", kept.get(0)))
                    .isEqualTo(alerts.serializer()
                            .serialize("alerts", told(other, other, method).get(0)));
            assertThat(new Chorus(List.of(OBJECTIVE), new VoiceStore(store, alerts), 0).held())
                    .isZero();
        }
    }

    private static List<Alert> told(VoiceStore first, VoiceStore second, Alert.Method method) {
        Chorus before = new Chorus(List.of(OBJECTIVE), first, 0);
        before.hear(reading("*", 0));
        before.hear(reading("a=1", 0));
        before.take(alert(method), Newest.BAD, before.hear(reading("*", 1)), 0);
        List<Alert> told = new ArrayList<>(before.release("m", 0));
        Chorus after = first == second ? before : new Chorus(List.of(OBJECTIVE), second, 0);
        after.hear(reading("a=1", 1));
        told.addAll(after.release("m", 0));
        return told;
    }

    private static Reading reading(String slice, int slot) {
        return new Reading(
                new Scope("m", Stage.SERVING, slice),
                new TimeWindow(slot * 60_000L, (slot + 1) * 60_000L),
                "pinned:1",
                0,
                10,
                List.of(),
                false,
                Comparison.MAIN,
                "");
    }

    private static Alert alert(Alert.Method method) {
        return new Alert(
                "0f",
                "0f:120",
                1,
                Alert.Severity.PAGE,
                false,
                new Alert.Transition(Alert.Notice.OPENED, Alert.State.FIRING, Alert.State.PENDING, Alert.Reason.BURN),
                new Alert.Promise(
                        "drift", new Scope("m", Stage.SERVING, "*"), 0.9, 3_600_000, method, 60_000, "t", "r", "9f"),
                new Alert.Times(120_000, 0, 60_000, 120_000),
                new Alert.Budget(1.5, -0.5, -1, new Alert.TimeLeft.Gone()),
                List.of(new Alert.Burn(2, 1, 9, 9, 3, 4, 5, 6, Alert.PairState.BURNING)),
                new Alert.Finding(List.of(), 0.5, false, List.of()),
                AlertContext.NONE,
                "m drifted");
    }
}
