package io.tidemark.judge;

import static io.tidemark.judge.Bench.DAY;
import static io.tidemark.judge.Bench.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Alert.Notice;
import io.tidemark.domain.Alert.Severity;
import org.junit.jupiter.api.Test;

class AlertTextTest {
    @Test
    void driftIsToldInOneSentence() {
        Bench bench = Bench.ofSlices(0.95, 56 * DAY, DAY).slices("GGGGBB");

        // 2 bad of 2.8 allowed days; 0.8 of them left at 20 times the rate: 0.2857 · 56 d / 20 = 19.2 h
        assertThat(bench.told.get(0).summary())
                .isEqualTo(
                        "electricity · vicprice drifted in all events since 1997-05-05 00:00Z (ks 0.93 > 0.05, lower bound 0.71, "
                                + "n 48 against 4,320, 1 × 1 d)\n"
                                + "  \"= 0.003467\": 100.0 % → 0.0 %     budget: 71 % used, gone in 19 h at this rate");
    }

    @Test
    void recoveryAndEndSayFromWhenToWhen() {
        Bench bench = Bench.ofSlices(0.95, 56 * DAY, DAY).slices("GGGGBBGGGG");

        assertThat(bench.told.get(1).summary())
                .isEqualTo(
                        "electricity · vicprice drifted in all events from 1997-05-05 00:00Z to 1997-05-07 00:00Z, 2 d, recovering "
                                + "(ks 0.93 > 0.05, lower bound 0.71, n 48 against 4,320, 1 × 1 d)\n"
                                + "  budget: 71 % used, gone in 38 h at this rate");
        assertThat(bench.told(Severity.PAGE, Notice.CLOSED).get(0).summary())
                .isEqualTo(
                        "electricity · vicprice drifted in all events from 1997-05-05 00:00Z to 1997-05-07 00:00Z, 2 d: recovered "
                                + "(ks 0.93 > 0.05, lower bound 0.71, n 48 against 4,320, 1 × 1 d)\n"
                                + "  budget: 71 % used, lasts at this rate");
    }

    @Test
    void eventRatioNamesRowsRateAndWhatIsAllowed() {
        Bench bench = Bench.ofRows(0.99, 28 * DAY, MINUTE).rows(360, 100, 0).rows(9, 0, 100);

        // 900 bad of 6,000 in the hour are 15 %, 15 times what is allowed; over 6 h it is 2.5 times: 0.978 · 28 d / 2.5
        assertThat(bench.told(Severity.PAGE, Notice.OPENED).get(0).summary())
                .isEqualTo(
                        "electricity · vicprice missing in all events since 1997-05-01 06:00Z (900 of 6,000 rows in the last 1 h: "
                                + "15.0 % against 1.0 % allowed, 15.00 × the budget's rate)\n"
                                + "  budget: 2 % used, gone in 11 d at this rate");
    }

    @Test
    void withdrawnEpisodeSaysWhy() {
        Bench bench = Bench.ofSlices(0.95, 56 * DAY, DAY).slices("GGGGBB");

        bench.take(bench.sliceAt(4, 'G', 1));

        assertThat(bench.told.get(1).summary())
                .startsWith(
                        "electricity · vicprice drifted in all events since 1997-05-05 00:00Z: withdrawn, late data put it in order\n");
    }
}
