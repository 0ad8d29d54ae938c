package io.tidemark.slo.voice;

import static io.tidemark.slo.voice.Stage.DRIFT;
import static io.tidemark.slo.voice.Stage.FRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.AlertContext;
import io.tidemark.slo.DedupKey;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Selection;
import io.tidemark.slo.Slices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChorusTest {
    /** Slot by slot, the slices in the order of the arguments. */
    private static Stage inOrder(String... parts) {
        Stage stage = new Stage(DRIFT);
        int slots = parts[0].substring(parts[0].indexOf(' ') + 1).length();
        for (int slot = 0; slot < slots; slot++) {
            for (String part : parts) {
                sing(stage, part, slot);
            }
        }
        return stage;
    }

    @Test
    void wholeModelSpeaksForHalfOfItsSlicesAndListsThem() {
        Stage stage = inOrder("a=1 ..FF", "b=22 ..FF", "c=3 ....", "d=4 ....", "* ..FF");

        assertThat(stage.heard()).containsExactly("d * 3 OPENED", "d * 4 UPDATED");
        AlertContext.Slices slices = stage.told.get(0).context().slices();
        assertThat(slices.firing()).isEqualTo(2);
        assertThat(slices.known()).isEqualTo(4);
        assertThat(slices.worst())
                .containsExactly(
                        new AlertContext.AffectedSlice("b=22", Alert.State.FIRING, 0.25, 4),
                        new AlertContext.AffectedSlice("a=1", Alert.State.FIRING, 0.25, 3));
    }

    @Test
    void fewerThanHalfOfTheSlicesSpeakForThemselves() {
        Stage stage = inOrder("a=1 ..F", "b=2 ...", "c=3 ...", "* ..F");

        assertThat(stage.heard()).containsExactly("d a=1 3 OPENED", "d * 3 OPENED");
    }

    @Test
    void slicesSpeakForThemselvesWhereAllEventsAreInOrder() {
        Stage stage = inOrder("a=1 ..F", "b=2 ..F", "* ...");

        assertThat(stage.heard()).containsExactly("d a=1 3 OPENED", "d b=2 3 OPENED");
    }

    @Test
    void explainedSliceSpeaksOnceTheWholeIsOver() {
        Stage stage = inOrder("a=1 ..FFRFF.", "b=2 ..F.....", "* ..FF.....");

        assertThat(stage.heard())
                .containsExactly(
                        "d * 3 OPENED",
                        "d * 4 UPDATED",
                        "d * 5 CLOSED",
                        "d a=1 6 OPENED",
                        "d a=1 7 UPDATED",
                        "d a=1 8 CLOSED");
    }

    @Test
    void explainedSliceThatEndsFirstIsNeverHeardOf() {
        Stage stage = inOrder("a=1 ..F..", "* ..FF.");

        assertThat(stage.heard()).containsExactly("d * 3 OPENED", "d * 4 UPDATED", "d * 5 CLOSED");
    }

    @Test
    void sliceThatWasToldBeforeStaysTold() {
        Stage stage = inOrder("a=1 .FFF.", "b=2 ..FF.", "* ..FF.");

        assertThat(stage.heard())
                .containsExactly(
                        "d a=1 2 OPENED",
                        "d a=1 3 UPDATED",
                        "d * 3 OPENED",
                        "d a=1 4 UPDATED",
                        "d * 4 UPDATED",
                        "d a=1 5 CLOSED",
                        "d * 5 CLOSED");
    }

    @Test
    void staleDataExplainDrift() {
        Stage stage = new Stage(DRIFT, FRESH);
        String fresh = "..FF..";
        String drift = "..FFF.";
        for (int slot = 0; slot < fresh.length(); slot++) {
            stage.sing(FRESH, "*", slot, fresh.charAt(slot));
            stage.sing(DRIFT, "a=1", slot, '.');
            stage.sing(DRIFT, "*", slot, drift.charAt(slot));
        }

        assertThat(stage.heard())
                .contains("f * 3 OPENED", "f * 5 CLOSED", "d * 5 OPENED", "d * 6 CLOSED")
                .doesNotContain("d * 3 OPENED", "d * 4 UPDATED");
    }

    @Test
    void dataThatDoNotComeExplainDriftOfTheSameSlice() {
        Stage stage = new Stage(DRIFT);
        String mute = "..FFF..";
        for (int slot = 0; slot < mute.length(); slot++) {
            stage.mute(DRIFT, "a=1", slot, mute.charAt(slot));
            stage.sing(DRIFT, "a=1", slot, "...FFF.".charAt(slot));
            stage.sing(DRIFT, "b=2", slot, "...FF..".charAt(slot));
            stage.sing(DRIFT, "*", slot, '.');
        }
        String silence = DedupKey.ofSilence(DRIFT, "a=1", Alert.Severity.PAGE);

        List<Alert> others = stage.told.stream()
                .filter(alert -> !alert.dedupKey().equals(silence))
                .toList();

        assertThat(stage.told)
                .filteredOn(alert -> alert.dedupKey().equals(silence))
                .hasSize(4);
        stage.told.retainAll(others);
        assertThat(stage.heard())
                .containsExactly(
                        "d b=2 4 OPENED", "d b=2 5 UPDATED", "d a=1 6 OPENED", "d b=2 6 CLOSED", "d a=1 7 CLOSED");
    }

    /** Three objectives of the same slices have no data; the third only later, for a reason of its own. */
    @Test
    void oneSilenceIsToldOnce() {
        Objective missing = Stage.objective("missing", Selection.Kind.MISSING, Slices.EACH);
        Objective type = Stage.objective("type", Selection.Kind.TYPE, Slices.EACH);
        Stage stage = new Stage(DRIFT, missing, type);
        for (int slot = 0; slot < 7; slot++) {
            for (String slice : List.of("a=1", "b=2", "*")) {
                stage.mute(DRIFT, slice, slot, "..FFF..".charAt(slot));
                stage.mute(missing, slice, slot, "..FFFF.".charAt(slot));
            }
            stage.mute(type, "*", slot, "...FFF.".charAt(slot));
        }

        assertThat(stage.told.stream()
                        .filter(alert -> alert.transition().notice() == Alert.Notice.OPENED)
                        .map(alert -> alert.promise().objective() + " "
                                + alert.promise().scope().slice() + " "
                                + alert.times().metricTimeMs() / Stage.MINUTE))
                .as("missing is still without data once drift has some")
                .containsExactly("drift * 3", "type * 4", "missing * 6");
    }

    /** Every slice's own order is kept; how they mix is drawn. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyOrderOfSlicesTellsTheSame(long seed) {
        List<String> parts = List.of(
                "a=1 ...FFFRRFFF..FFF...",
                "b=2 ....FFFFF....FF....",
                "c=3 .....FF....FFFF....",
                "d=4 ..........L........",
                "* ....FFFFRR...FFF...");

        Stage mixed = mixed(parts, new SplittableRandom(seed));

        assertThat(byKey(mixed)).isEqualTo(byKey(inOrder(parts.toArray(String[]::new))));
    }

    private static Stage mixed(List<String> parts, SplittableRandom random) {
        Stage stage = new Stage(DRIFT);
        int slots = 19;
        int[] next = new int[parts.size()];
        for (int i = 0; i < parts.size(); i++) {
            sing(stage, parts.get(i), 0);
            next[i] = 1;
        }
        int left = parts.size() * (slots - 1);
        while (left > 0) {
            int one = random.nextInt(parts.size());
            if (next[one] < slots) {
                sing(stage, parts.get(one), next[one]++);
                left--;
                if (random.nextInt(10) == 0) {
                    stage.restart();
                }
            }
        }
        assertThat(stage.chorus.held()).isZero();
        return stage;
    }

    private static void sing(Stage stage, String part, int slot) {
        int space = part.indexOf(' ');
        char letter = part.charAt(space + 1 + slot);
        boolean isForgotten = part.substring(space + 1, space + 1 + slot).contains("L");
        if (!isForgotten) {
            stage.sing(DRIFT, part.substring(0, space), slot, letter);
        }
    }

    private static Map<String, List<Alert>> byKey(Stage stage) {
        Map<String, List<Alert>> byKey = new TreeMap<>();
        stage.told.forEach(
                alert -> byKey.computeIfAbsent(alert.promise().scope().slice(), unused -> new ArrayList<>())
                        .add(alert));
        return byKey;
    }

    @Test
    void aSliceThatDoesNotComeHoldsNobodyUpForLong() {
        Stage stage = inOrder("a=1 ..", "b=2 ..", "* ..");
        stage.sing(DRIFT, "a=1", 2, 'F');
        stage.sing(DRIFT, "*", 2, '.');
        assertThat(stage.told).isEmpty();

        stage.clockMs += Chorus.PATIENCE_MS - 1;
        stage.hear(stage.chorus.releaseOverdue(stage.clockMs));
        assertThat(stage.told).isEmpty();
        stage.clockMs += 1;
        stage.hear(stage.chorus.releaseOverdue(stage.clockMs));

        assertThat(stage.heard()).containsExactly("d a=1 3 OPENED");
        stage.sing(DRIFT, "a=1", 3, 'F');
        stage.sing(DRIFT, "*", 3, '.');
        assertThat(stage.heard()).containsExactly("d a=1 3 OPENED", "d a=1 4 UPDATED");
    }

    /** All events are an hour ahead when the first slice is heard of. */
    @Test
    void whoStartsOnABacklogWaitsForTheSlices() {
        Stage stage = new Stage(DRIFT);
        for (int slot = 0; slot < 5; slot++) {
            stage.sing(DRIFT, "*", slot, "..FFF".charAt(slot));
        }
        assertThat(stage.told).isEmpty();

        for (int slot = 0; slot < 5; slot++) {
            stage.sing(DRIFT, "a=1", slot, "..FFF".charAt(slot));
        }

        assertThat(stage.heard()).containsExactly("d * 3 OPENED", "d * 4 UPDATED", "d * 5 UPDATED");
        assertThat(stage.told.get(0).context().slices().known()).isEqualTo(1);
    }

    @Test
    void whoHasNoSlicesWaitsForThemOnce() {
        Stage stage = new Stage(DRIFT);
        stage.sing(DRIFT, "*", 0, '.').sing(DRIFT, "*", 1, 'F');

        stage.clockMs += Chorus.ACQUAINTED_AFTER_MS - 1;
        stage.hear(stage.chorus.releaseOverdue(stage.clockMs));
        assertThat(stage.told).isEmpty();
        stage.clockMs += 1;
        stage.hear(stage.chorus.releaseOverdue(stage.clockMs));
        stage.sing(DRIFT, "*", 2, 'F');

        assertThat(stage.heard()).containsExactly("d * 2 OPENED", "d * 3 UPDATED");
    }

    @Test
    void whatIsHeldSurvivesARestart() {
        Stage stage = inOrder("a=1 ..", "b=2 ..", "* ..");
        stage.sing(DRIFT, "a=1", 2, 'F');
        stage.restart();
        assertThat(stage.chorus.held()).isEqualTo(1);

        stage.sing(DRIFT, "b=2", 2, '.');
        stage.sing(DRIFT, "*", 2, '.');

        assertThat(stage.heard()).containsExactly("d a=1 3 OPENED");
        assertThat(stage.chorus.held()).isZero();
    }

    @Test
    void objectiveOfOneSliceWaitsForNobody() {
        Stage stage = new Stage(FRESH);
        stage.sing(FRESH, "*", 0, 'F');

        assertThat(stage.heard()).containsExactly("f * 1 OPENED");
    }

    @Test
    void moreThanFitsIsReleased() {
        Stage stage = inOrder("a=1 .", "* .");
        for (int slot = 1; slot <= Chorus.MOST_HELD + 2; slot++) {
            stage.sing(DRIFT, "a=1", slot, 'F');
        }

        assertThat(stage.heard()).containsExactly("d a=1 2 OPENED", "d a=1 3 UPDATED");
        assertThat(stage.chorus.held()).isEqualTo(Chorus.MOST_HELD);
    }
}
