package io.tidemark.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.ReservedColumn;
import io.tidemark.domain.Stage;
import io.tidemark.domain.TimeWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What each fault changes, and that it changes nothing else: a hundred events, a minute each, the fault from minute 40 to 60. */
class FaultTest {
    private static final int EVENTS = 100;
    private static final long MINUTE = 60_000;
    private static final TimeWindow SPAN = new TimeWindow(40 * MINUTE, 60 * MINUTE);
    private static final long SEED = 7;
    private static final List<DrillEvent> BEFORE = events();

    private static List<DrillEvent> events() {
        List<DrillEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Map<String, Value> features = new LinkedHashMap<>();
            features.put("price", new Value.Number(i));
            features.put("demand", new Value.Number(1000 + i));
            features.put("city", new Value.Text(i % 4 == 0 ? "Bonn" : "Rome"));
            events.add(new DrillEvent(
                    i % 2 == 0 ? "v1" : "v2",
                    "id" + i,
                    Stage.SERVING,
                    i * MINUTE,
                    Map.of("country", i % 4 == 0 ? "DE" : "IT"),
                    features,
                    Map.of(
                            ReservedColumn.PREDICTION,
                            new Value.Text(i % 4 == 0 ? "UP" : "DOWN"),
                            ReservedColumn.LATENCY,
                            new Value.Number(10),
                            ReservedColumn.STATUS,
                            new Value.Text("OK"))));
        }
        return List.copyOf(events);
    }

    private static List<DrillEvent> after(Fault fault) {
        List<DrillEvent> out = new ArrayList<>();
        Injection injection = fault.inject(SPAN, SEED);
        BEFORE.forEach(event -> injection.take(event, out::add));
        injection.end(out::add);
        return out;
    }

    /** The minutes of events that differ, all of which differ in these columns only. */
    private static Set<Integer> changed(Fault fault, String... columns) {
        List<DrillEvent> after = after(fault);
        assertThat(after).hasSize(EVENTS);
        Set<Integer> changed = new TreeSet<>();
        for (int i = 0; i < EVENTS; i++) {
            DrillEvent restored = after.get(i);
            for (String column : columns) {
                restored = restored.with(column, BEFORE.get(i).value(column));
            }
            assertThat(restored).isEqualTo(BEFORE.get(i));
            if (!after.get(i).equals(BEFORE.get(i))) {
                changed.add(i);
            }
        }
        return changed;
    }

    @Test
    void nullsTakeAShareOfOneColumn() {
        Fault fault = new Fault.Nulls("price", 0.5);

        Set<Integer> changed = changed(fault, "price");

        assertThat(changed).hasSizeBetween(4, 16).allMatch(minute -> minute >= 40 && minute < 60);
        assertThat(after(fault).get(changed.iterator().next()).value("price")).isEqualTo(Value.MISSING);
    }

    @Test
    void aShareOfOneIsEveryRow() {
        assertThat(changed(new Fault.Nulls("price", 1), "price")).hasSize(20);
    }

    @Test
    void theSameSeedHitsTheSameRows() {
        Fault fault = new Fault.Nulls("price", 0.5);

        assertThat(after(fault)).isEqualTo(after(fault));
        assertThat(changed(new Fault.FailedRequests(0.5), "status")).isEqualTo(changed(fault, "price"));
    }

    @Test
    void unitChangeMultipliesOneColumn() {
        Fault fault = new Fault.UnitChange("price", 1000);

        assertThat(changed(fault, "price")).hasSize(20);
        assertThat(after(fault).get(41).value("price")).isEqualTo(new Value.Number(41_000));
    }

    @Test
    void unitChangeLeavesTextsAlone() {
        assertThat(changed(new Fault.UnitChange("city", 1000))).isEmpty();
    }

    @Test
    void swappedColumnsTakeEachOthersValues() {
        Fault fault = new Fault.SwappedColumns("price", "demand");

        assertThat(changed(fault, "price", "demand")).hasSize(20);
        assertThat(after(fault).get(41).value("price")).isEqualTo(new Value.Number(1041));
        assertThat(after(fault).get(41).value("demand")).isEqualTo(new Value.Number(41));
        assertThat(fault.target()).isEqualTo("price+demand");
    }

    @Test
    void aStaleFeatureStaysAtItsLastValueBefore() {
        Fault fault = new Fault.StaleFeature("price");

        assertThat(changed(fault, "price")).hasSize(20);
        assertThat(after(fault).subList(40, 60))
                .allMatch(event -> event.value("price").equals(new Value.Number(39)));
    }

    @Test
    void classRatioMovesAShareOfOneClass() {
        Fault fault = new Fault.ClassRatio("prediction", new Value.Text("DOWN"), new Value.Text("UP"), 1);

        Set<Integer> changed = changed(fault, "prediction");

        // of 20 events five are UP already
        assertThat(changed).hasSize(15).noneMatch(minute -> minute % 4 == 0);
        assertThat(after(fault).get(41).value("prediction")).isEqualTo(new Value.Text("UP"));
    }

    @Test
    void aRenamedCategoryIsOneThatWasNeverSeen() {
        Fault fault = new Fault.CategoryRenamed("city", new Value.Text("Bonn"));

        assertThat(changed(fault, "city")).containsExactly(40, 44, 48, 52, 56);
        assertThat(after(fault).get(40).value("city")).isEqualTo(new Value.Text("Bonn-renamed"));
    }

    @Test
    void aDroppedSliceLosesItsEventsAndNoOthers() {
        List<DrillEvent> after = after(new Fault.DroppedSlice("country", "DE"));

        assertThat(BEFORE)
                .filteredOn(event -> !after.contains(event))
                .extracting(DrillEvent::id)
                .containsExactly("id40", "id44", "id48", "id52", "id56");
        assertThat(after).isSubsetOf(BEFORE);
    }

    @Test
    void aVersionIsASliceToo() {
        assertThat(after(new Fault.DroppedSlice("version", "v1"))).hasSize(90);
    }

    @Test
    void aDuplicatedHourComesTwice() {
        List<DrillEvent> after = after(new Fault.DuplicatedHour(10 * MINUTE));

        assertThat(after).hasSize(110).hasSameElementsAs(BEFORE);
        assertThat(after.subList(39, 44))
                .extracting(DrillEvent::id)
                .containsExactly("id39", "id40", "id40", "id41", "id41");
        assertThat(after.subList(59, 62)).extracting(DrillEvent::id).containsExactly("id49", "id50", "id51");
    }

    @Test
    void aLateHourComesBehindItsDelay() {
        List<DrillEvent> after = after(new Fault.LateHour(10 * MINUTE, 5 * MINUTE));

        assertThat(after).hasSameElementsAs(BEFORE).hasSize(EVENTS);
        // the hour ends at 50, and its ten events come behind the first event five minutes later
        assertThat(after.subList(39, 48))
                .extracting(DrillEvent::id)
                .containsExactly("id39", "id50", "id51", "id52", "id53", "id54", "id55", "id40", "id41");
        assertThat(after.get(55).id()).isEqualTo("id49");
        assertThat(after.get(56).id()).isEqualTo("id56");
    }

    @Test
    void aLateHourComesAtTheEndIfNothingFollows() {
        List<DrillEvent> after = after(new Fault.LateHour(10 * MINUTE, 500 * MINUTE));

        assertThat(after).hasSize(EVENTS);
        assertThat(after.get(EVENTS - 1).id()).isEqualTo("id49");
    }

    @Test
    void aLatencyStepIsOfLatencyOnly() {
        Fault fault = new Fault.LatencyStep(3);

        assertThat(changed(fault, "latency")).hasSize(20);
        assertThat(after(fault).get(41).value("latency")).isEqualTo(new Value.Number(30));
    }

    @Test
    void failedRequestsAreErrors() {
        Fault fault = new Fault.FailedRequests(1);

        assertThat(changed(fault, "status")).hasSize(20);
        assertThat(after(fault).get(41).value("status")).isEqualTo(new Value.Text("ERROR"));
    }

    @Test
    void aSilentStreamHasNoEventInItsTime() {
        List<DrillEvent> after = after(new Fault.SilentStream());

        assertThat(after)
                .hasSize(80)
                .noneMatch(event -> SPAN.contains(event.timeMs()))
                .isSubsetOf(BEFORE);
    }

    /** What labels of predictions of these minutes say after a fault, each known a day later. */
    private static List<Value> labels(Fault fault, Value truth, int... minutes) {
        Injection injection = fault.inject(SPAN, SEED);
        return Arrays.stream(minutes)
                .mapToObj(minute -> injection.label(
                        new DrillLabel("id" + minute, truth, minute * MINUTE, minute * MINUTE + 86_400_000)))
                .peek(label -> assertThat(label.knownMs()).isEqualTo(label.madeMs() + 86_400_000))
                .map(DrillLabel::truth)
                .toList();
    }

    @Test
    void labelsOfTwoClassesBecomeTheOtherOne() {
        Value up = new Value.Text("UP");
        Value down = new Value.Text("DOWN");
        Fault fault = new Fault.LabelFlip(new Flip.NextClass(List.of(down, up)));

        assertThat(labels(fault, up, 39, 40, 59, 60)).containsExactly(up, down, down, up);
        assertThat(labels(fault, down, 39, 40, 59, 60)).containsExactly(down, up, up, down);
        assertThat(fault.target()).isEqualTo("label");
    }

    @Test
    void labelsOfSeveralClassesBecomeTheNextOneAndTheLastTheFirst() {
        Value a = new Value.Text("a");
        Value b = new Value.Number(2);
        Value c = new Value.Flag(true);
        Fault fault = new Fault.LabelFlip(new Flip.NextClass(List.of(a, b, c)));

        assertThat(labels(fault, a, 50)).containsExactly(b);
        assertThat(labels(fault, b, 50)).containsExactly(c);
        assertThat(labels(fault, c, 50)).containsExactly(a);
        assertThat(labels(fault, new Value.Text("unheard of"), 50)).containsExactly(new Value.Text("unheard of"));
    }

    @Test
    void labelsThatAreNumbersAreMirroredAtTheirMean() {
        Fault fault = new Fault.LabelFlip(new Flip.Mirrored(10));

        // 13 is 3 above the mean, 7 as far below it
        assertThat(labels(fault, new Value.Number(13), 39, 40))
                .containsExactly(new Value.Number(13), new Value.Number(7));
        assertThat(labels(fault, new Value.Text("n/a"), 40)).containsExactly(new Value.Text("n/a"));
    }

    @Test
    void flippedLabelsLeaveEventsAsTheyAre() {
        Fault fault = new Fault.LabelFlip(new Flip.Mirrored(10));

        assertThat(after(fault)).isEqualTo(BEFORE);
    }

    @Test
    void labelsOfEventsThatDoNotComeStayAsTheyAre() {
        Value up = new Value.Text("UP");

        assertThat(labels(new Fault.SilentStream(), up, 40, 60)).containsExactly(up, up);
        assertThat(labels(new Fault.Nulls("price", 1), up, 40, 60)).containsExactly(up, up);
    }
}
