package io.tidemark.runtime.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.slo.Point;
import io.tidemark.slo.Slot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointRunsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void pointsComeInOrderOfTimeWithRevisionsBehindTheFirst(int mostHeld) {
        List<String> seen = new ArrayList<>();

        try (PointRuns runs = new PointRuns(mostHeld)) {
            runs.add(0, "b", new Point(60, 0, Slot.GOOD));
            runs.add(1, "a", new Point(60, 0, Slot.BAD));
            runs.add(0, "a", new Point(60, 0, Slot.ofRows(7, 2)));
            runs.add(0, "a", new Point(0, 1, Slot.BAD));
            runs.add(0, "a", new Point(120, 0, Slot.SILENT, true));
            runs.add(0, "a", new Point(0, 0, Slot.GOOD));
            runs.add(0, "a", new Point(0, 0, Slot.EXCLUDED));
            runs.each((slo, slice, point) -> seen.add(slo + slice + " " + point.startMs() + "r" + point.revision() + " "
                    + point.slot().kind() + " " + point.slot().good() + ":"
                    + point.slot().bad() + (point.isLast() ? " last" : "")));
        }

        assertThat(seen)
                .containsExactly(
                        "0a 0r0 COUNTED 1:0",
                        "0a 0r0 EXCLUDED 0:0",
                        "0a 0r1 COUNTED 0:1",
                        "0a 60r0 COUNTED 7:2",
                        "0b 60r0 COUNTED 1:0",
                        "1a 60r0 COUNTED 0:1",
                        "0a 120r0 SILENT 0:0 last");
    }
}
