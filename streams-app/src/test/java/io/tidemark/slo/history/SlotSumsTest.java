package io.tidemark.slo.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.slo.Slices;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotSumsTest {
    private static final long MINUTE = 60_000;

    private final List<String> out = new ArrayList<>();

    private SlotSums sums(Slices slices, boolean hasWhole, int most) {
        SlotSums.Layout layout = new SlotSums.Layout(MINUTE, 3, slices, hasWhole, most);
        return new SlotSums(layout, (startMs, all) -> out.add(startMs / MINUTE + ":" + text(all)));
    }

    private static String text(List<SlotSums.Sum> all) {
        return String.join(
                ",",
                all.stream()
                        .map(sum -> " " + sum.slice() + " " + sum.good() + "/" + sum.bad() + text(sum.presence()))
                        .toList());
    }

    private static String text(SlotSums.Presence presence) {
        return presence == SlotSums.Presence.HEARD ? "" : " " + presence;
    }

    @Test
    void pointsOfASlotAddUp() {
        SlotSums sums = sums(Slices.WHOLE, true, 10);

        sums.add(0, "*", 5, 1);
        sums.add(30_000, "*", 7, 2);
        sums.add(MINUTE, "*", 1, 0);
        sums.finish();

        assertThat(out).containsExactly("0: * 12/3", "1: * 1/0");
    }

    @Test
    void fractionsAreCarriedOnAndNoneIsLost() {
        SlotSums sums = sums(Slices.WHOLE, true, 10);

        for (int minute = 0; minute < 4; minute++) {
            sums.add(minute * MINUTE, "*", 9.6, 0.4);
        }
        sums.finish();

        // 38.4 and 1.6 in four minutes.
        assertThat(out).containsExactly("0: * 9/0", "1: * 10/0", "2: * 9/1", "3: * 10/0");
    }

    @Test
    void withoutAWholeAllEventsAreTheSumOfTheSlices() {
        SlotSums sums = sums(Slices.EACH, false, 10);

        sums.add(0, "country=BR", 5, 1);
        sums.add(0, "country=DE", 7, 2);
        sums.finish();

        assertThat(out).containsExactly("0: * 12/3, country=BR 5/1, country=DE 7/2");
    }

    @Test
    void severalGroupingsDoNotCountEverythingTwice() {
        SlotSums sums = sums(Slices.EACH, false, 10);

        sums.add(0, "country=BR", 5, 1);
        sums.add(0, "platform=ios", 5, 1);
        sums.finish();

        assertThat(out).containsExactly("0: * 5/1, country=BR 5/1, platform=ios 5/1");
    }

    @Test
    void aWholeOfItsOwnIsTakenAsItIs() {
        SlotSums sums = sums(Slices.EACH, true, 10);

        sums.add(0, "country=BR", 5, 1);
        sums.add(0, "*", 100, 7);
        sums.finish();

        assertThat(out).containsExactly("0: * 100/7, country=BR 5/1");
    }

    @Test
    void gapsAreToldUntilTheSliceIsForgotten() {
        SlotSums sums = sums(Slices.WHOLE, true, 10);

        sums.add(0, "*", 5, 1);
        sums.add(100 * MINUTE, "*", 5, 1);
        sums.finish();

        assertThat(out)
                .containsExactly("0: * 5/1", "1: * 0/0 SILENT", "2: * 0/0 SILENT", "3: * 0/0 FORGOTTEN", "100: * 5/1");
    }

    @Test
    void pointsOfNoRowsAreNoSilence() {
        SlotSums sums = sums(Slices.WHOLE, true, 10);

        sums.add(0, "*", 0, 0);
        sums.finish();

        assertThat(out).containsExactly("0: * 0/0");
    }

    @Test
    void slicesBeyondTheLimitAreOne() {
        SlotSums sums = sums(Slices.EACH, false, 2);

        sums.add(0, "a", 1, 0);
        sums.add(0, "b", 1, 0);
        sums.add(0, "c", 1, 0);
        sums.add(0, "d", 1, 0);
        sums.finish();

        assertThat(out).containsExactly("0: * 4/0, a 1/0, b 1/0, __other__ 2/0");
        assertThat(sums.folded()).isEqualTo(2);
    }

    @Test
    void slicesWithoutABudgetArePartOfAllEvents() {
        SlotSums sums = sums(Slices.WHOLE, false, 10);

        sums.add(0, "a", 1, 0);
        sums.add(0, "b", 2, 1);
        sums.finish();

        assertThat(out).containsExactly("0: * 3/1");
        assertThat(sums.leftOut()).isEqualTo(2);
    }

    @Test
    void timeDoesNotGoBack() {
        SlotSums sums = sums(Slices.WHOLE, true, 10);
        sums.add(5 * MINUTE, "*", 1, 0);

        assertThatThrownBy(() -> sums.add(MINUTE, "*", 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("counts must come in order of time: slot=60000, last slot=300000");
    }
}
