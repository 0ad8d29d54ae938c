package io.tidemark.slo.change;

import static io.tidemark.slo.change.ChangeCases.change;
import static io.tidemark.slo.change.ChangeCases.deployed;
import static io.tidemark.slo.change.ChangeCases.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which versions do not load. */
class LoadsTest {
    private static final Map<String, String> EU = Map.of("region", "eu");
    private static final Map<String, String> US = Map.of("region", "us");

    private static Change loaded(String time, String version) {
        return change(Kind.LOADED, time, version, "");
    }

    private static Change failed(String time, String version) {
        return change(Kind.LOAD_FAILED, time, version, "");
    }

    private static List<String> failing(Change... changes) {
        return Loads.of(ChangeLog.of(List.of(changes)).all()).failing().stream()
                .map(Change::eventId)
                .toList();
    }

    @Test
    void failedLoadOfTheNewestVersionStands() {
        assertThat(failing(deployed("10:00", "v2"), failed("10:01", "v2"))).containsExactly("LOAD_FAILED@10:01");
        assertThat(failing(failed("10:01", "v2"))).containsExactly("LOAD_FAILED@10:01");
        assertThat(failing(deployed("10:00", "v2"), failed("10:01", ""))).containsExactly("LOAD_FAILED@10:01");
    }

    @Test
    void olderVersionThatFailsIsNobodysNews() {
        assertThat(failing(loaded("09:00", "v1"), deployed("10:00", "v2"), failed("10:01", "v1")))
                .isEmpty();
    }

    @Test
    void loadOfTheSameVersionOrALaterOneEndsIt() {
        assertThat(failing(failed("10:01", "v2"), loaded("10:05", "v2"))).isEmpty();
        assertThat(failing(failed("10:01", "v2"), deployed("10:03", "v3"), loaded("10:05", "v3")))
                .isEmpty();
        assertThat(Loads.of(List.of(failed("10:01", "v2"), loaded("10:05", "v2")))
                        .settledBy())
                .extracting(Change::eventId)
                .containsExactly("LOADED@10:05");
    }

    @Test
    void loadOfAnEarlierVersionDoesNotEndIt() {
        assertThat(failing(loaded("09:00", "v1"), failed("10:01", "v2"), loaded("10:05", "v1")))
                .containsExactly("LOAD_FAILED@10:01");
    }

    @Test
    void laterVersionThatIsOnlyDeployedDoesNotEndIt() {
        assertThat(failing(failed("10:01", "v2"), deployed("10:03", "v3"))).containsExactly("LOAD_FAILED@10:01");
    }

    @Test
    void rollingBackEndsIt() {
        Change back = change(Kind.ROLLED_BACK, "10:03", "v1", "v2");

        assertThat(failing(loaded("09:00", "v1"), failed("10:01", "v2"), back)).isEmpty();
        assertThat(failing(loaded("09:00", "v1"), failed("10:01", "v2"), back, failed("10:04", "v1")))
                .containsExactly("LOAD_FAILED@10:04");
    }

    @Test
    void eachPlaceStandsByItself() {
        assertThat(failing(in(EU, failed("10:01", "v2")), in(US, failed("10:02", "v2")), in(US, loaded("10:05", "v2"))))
                .containsExactly("LOAD_FAILED@10:01");
        assertThat(failing(in(EU, failed("10:01", "v2")), in(US, failed("10:02", "v2")), loaded("10:05", "v2")))
                .isEmpty();
        assertThat(failing(failed("10:01", "v2"), in(US, loaded("10:05", "v2"))))
                .containsExactly("LOAD_FAILED@10:01");
    }

    @Test
    void lastFailureOfAPlaceSpeaksForIt() {
        assertThat(failing(failed("10:01", "v2"), failed("10:02", "v2"))).containsExactly("LOAD_FAILED@10:02");
    }
}
