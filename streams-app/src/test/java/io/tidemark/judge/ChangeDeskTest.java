package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert;
import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Cause;
import io.tidemark.domain.Change;
import io.tidemark.domain.Reading;
import io.tidemark.domain.Scope;
import io.tidemark.domain.Stage;
import io.tidemark.slo.change.ChangeMemory;
import io.tidemark.slo.change.HeapChangeMemory;
import io.tidemark.slo.change.Versions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rows of electricity by the hour, 1 % of which may be bad; version v43 is deployed beside v42 half an hour before its first bad hour. */
class ChangeDeskTest {
    private static final int FIRST_BAD = 24;

    private final Bench bench = Bench.ofRows(0.99, 28 * Bench.DAY, Bench.HOUR);
    private final ChangeDesk desk =
            new ChangeDesk(List.of(bench.objective), Map.of("electricity", Duration.ofHours(1)));
    private final ChangeMemory memory = new HeapChangeMemory();
    private final List<Annotation> annotations = new ArrayList<>();
    private final List<Alert> explained = new ArrayList<>();

    @Test
    void alertNamesThePlantedDeploymentFirstAndWhatToDo() {
        take(changed("older", Change.Kind.CONFIG_CHANGED, -110, "", ""));
        take(changed("bad", Change.Kind.DEPLOYED, -30, "v43", "v42"));
        take(changed("after", Change.Kind.FEATURE_FLAG, 65, "", ""));
        hours(FIRST_BAD, 0);
        hours(4, 120);

        Alert opened = opened();

        assertThat(opened.context().changes())
                .extracting(suspect -> suspect.change().eventId())
                .containsExactly("bad", "older");
        assertThat(opened.context().changes().get(0).leadMs()).isEqualTo(30 * Bench.MINUTE);
        Alert last = explained.get(explained.size() - 1);
        // hour 23 with 0 of 400, three with 120; of the newest only all events are heard yet
        assertThat(last.context().recommendation())
                .startsWith(
                        "roll back v43: 22.5 % bad against v42's 0.5 % in the same windows (n 1,600 against 1,600, p < 1e-12)");
        assertThat(last.summary())
                .contains(
                        "\n  just before: deployed v43 (1997-05-01 23:30Z), configuration changed (1997-05-01 22:10Z)\n")
                .endsWith(last.context().recommendation());
    }

    /** And stays so: who knows the alert by its labels would take it for another one. */
    @Test
    void onceAVersionIsToBlameTheEpisodeIsTheModels() {
        take(changed("bad", Change.Kind.DEPLOYED, -30, "v43", "v42"));
        hours(FIRST_BAD, 0);
        hours(4, 120);
        take(changed("undone", Change.Kind.ROLLED_BACK, 190, "v42", "v43"));
        hours(2, 120);

        List<Alert> toBlame = explained.stream()
                .dropWhile(alert -> !alert.context().recommendation().startsWith("roll back v43"))
                .toList();
        assertThat(toBlame)
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert.promise().cause()).isEqualTo(Cause.MODEL))
                .anyMatch(alert -> !alert.context().recommendation().startsWith("roll back"));
        assertThat(explained.get(0).promise().cause()).isEqualTo(Cause.DATA);
    }

    @Test
    void withoutAVersionToBlameTheCauseIsTheIndicators() {
        take(changed("older", Change.Kind.CONFIG_CHANGED, -110, "", ""));
        hours(FIRST_BAD, 0);
        hours(5, 120);

        assertThat(explained)
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(alert.promise().cause()).isEqualTo(Cause.DATA));
    }

    @Test
    void rollbackIsWrittenDownOnceAnEpisode() {
        take(changed("bad", Change.Kind.DEPLOYED, -30, "v43", "v42"));
        hours(FIRST_BAD, 0);
        hours(5, 120);

        assertThat(explained.size()).isGreaterThan(2);
        assertThat(of(Kind.ROLLBACK_RECOMMENDED)).hasSize(1).first().satisfies(written -> {
            assertThat(written.subject().episodeId()).isEqualTo(opened().episodeId());
            assertThat(written.values()).containsEntry("version", "v43").containsEntry("control", "concurrent");
            assertThat(written.text()).startsWith("roll back v43");
        });
    }

    @Test
    void onceItIsRolledBackThatIsSaidInstead() {
        take(changed("bad", Change.Kind.DEPLOYED, -30, "v43", "v42"));
        take(changed("undone", Change.Kind.ROLLED_BACK, 190, "v42", "v43"));
        hours(FIRST_BAD, 0);
        hours(4, 120);

        assertThat(explained)
                .extracting(alert -> alert.context().recommendation())
                .anyMatch(text -> text.startsWith("roll back v43"))
                .last()
                .isEqualTo("rolled back to v42 (1997-05-02 03:10Z)");
    }

    @Test
    void changeThatIsHeardOfLaterRanksInTheNextNotice() {
        hours(FIRST_BAD, 0);
        hours(2, 120);
        assertThat(opened().context().changes()).isEmpty();

        take(changed("bad", Change.Kind.DEPLOYED, -30, "v43", "v42"));
        hours(1, 120);

        assertThat(explained.get(explained.size() - 1).context().changes()).hasSize(1);
    }

    @Test
    void changeIsWrittenDownOnceAndItsVersionConfirmedOnce() {
        Change change = changed("bad", Change.Kind.DEPLOYED, -30, "v43", "v42");

        take(change);
        take(change);
        hours(FIRST_BAD, 0);
        hours(3, 0);

        assertThat(annotations).extracting(Annotation::kind).containsExactly(Kind.CHANGE, Kind.CHANGE_CONFIRMED);
        assertThat(annotations.get(0).text()).isEqualTo("deployed v43");
        assertThat(annotations.get(1).text())
                .isEqualTo("v43, in service since 1997-05-01 23:30Z, is in the data: seen within 30 min");
    }

    @Test
    void versionThatNeverArrivesIsWrittenDown() {
        take(changed("lost", Change.Kind.DEPLOYED, -30, "v44", "v42"));
        hours(FIRST_BAD, 0);
        hours(4, 0);

        assertThat(of(Kind.CHANGE_NOT_CONFIRMED))
                .hasSize(1)
                .first()
                .satisfies(
                        written -> assertThat(written.text())
                                .isEqualTo(
                                        "v44, in service since 1997-05-01 23:30Z, is not in the data: other versions only, for 90 min"));
    }

    @Test
    void noMoreVersionsAreHeldThanTheLimit() {
        for (int i = 0; i < 12; i++) {
            desk.hear(version(i, "v" + i, 10, 0), memory, 0);
        }

        assertThat(memory.versions("electricity", "promise"))
                .hasSize(Versions.MOST)
                .doesNotContain("v3")
                .contains("v4", "v11");
    }

    private Alert opened() {
        return explained.stream()
                .filter(alert -> alert.transition().notice() == Notice.OPENED)
                .findFirst()
                .orElseThrow();
    }

    private List<Annotation> of(Kind kind) {
        return annotations.stream().filter(found -> found.kind() == kind).toList();
    }

    private void take(Change change) {
        annotations.addAll(desk.take(change, memory, 0));
    }

    private int hour;

    /** That many hours of 800 rows, half of them of each version from the deployment on; of v43's 400 so many are bad, of v42's 2. */
    private void hours(int count, long bad) {
        for (int i = 0; i < count; i++) {
            hear(bench.rowsAt(hour, 798 - bad, 2 + bad, 0));
            hear(version(hour, "v42", 398, 2));
            if (hour >= FIRST_BAD - 1) {
                hear(version(hour, "v43", 400 - bad, bad));
            }
            hour++;
        }
    }

    private void hear(Reading reading) {
        annotations.addAll(desk.hear(reading, memory, 0));
        if (!reading.scope().isWhole()) {
            return;
        }
        int before = bench.told.size();
        bench.take(reading);
        for (Alert alert : bench.told.subList(before, bench.told.size())) {
            ChangeDesk.Explained said = desk.explain(alert, bench.objective, memory);
            explained.add(said.alert());
            annotations.addAll(said.annotations());
        }
    }

    private Reading version(int at, String version, long good, long bad) {
        Reading whole = bench.rowsAt(at, good, bad, 0);
        return new Reading(
                new Scope("electricity", Stage.SERVING, "version=" + version),
                whole.window(),
                whole.reference(),
                0,
                good + bad,
                whole.measurements());
    }

    private static Change changed(String id, Change.Kind kind, int minutes, String version, String previous) {
        long atMs = Bench.START + FIRST_BAD * Bench.HOUR + minutes * Bench.MINUTE;
        return new Change(id, kind, "electricity", atMs, version, previous, Map.of(), "", "", "", "");
    }
}
