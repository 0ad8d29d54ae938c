package io.tidemark.runtime.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.WorldFailure;
import io.tidemark.runtime.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointSourceTest {
    @TempDir
    Path directory;

    private PointSource open(String text) throws IOException {
        return PointSource.open(Files.writeString(directory.resolve("points.csv"), text), List.of(), Progress.SILENT);
    }

    private static List<String> each(PointSource source) {
        List<String> all = new ArrayList<>();
        source.each((timeMs, slice, good, bad) -> all.add(timeMs + slice + good));
        return all;
    }

    @Test
    void unsortedLinesComeInOrderOfTimeAndThenOfTheFile() throws IOException {
        PointSource source = open("time,slice,good,bad\n120,b,1,0\n60,a,2,0\n120,a,3,0\n60,a,4,0\n");

        assertThat(each(source)).containsExactly("60000a2.0", "60000a4.0", "120000b1.0", "120000a3.0");
        assertThat(source.points().order()).isEqualTo(Points.Order.UNSORTED);
        assertThat(source.points().resolutionMs()).isEqualTo(60_000);
    }

    @Test
    void factsAreThoseOfTheFile() throws IOException {
        PointSource source = open("time,slice,good,bad\n60,a,1,0\n60,b,1,0\n360,a,1,0\nx,a,1,0\n660,a,1,0\n");

        Points points = source.points();

        assertThat(points.lines()).isEqualTo(4);
        assertThat(points.rejected()).isEqualTo(1);
        assertThat(points.bad()).extracting(Points.BadLine::line).containsExactly(5L);
        assertThat(points.firstMs()).isEqualTo(60_000);
        assertThat(points.lastMs()).isEqualTo(660_000);
        assertThat(points.resolutionMs()).isEqualTo(300_000);
        assertThat(points.slices()).isEqualTo(2);
        assertThat(points.whole()).isEqualTo(Points.Whole.SUMMED);
        assertThat(points.order()).isEqualTo(Points.Order.SORTED);
    }

    @Test
    void badLinesAreListedUpToALimit() throws IOException {
        PointSource source = open("time,good,bad\n60,1,0\n" + "x,1,0\n".repeat(30));

        assertThat(source.points().rejected()).isEqualTo(30);
        assertThat(source.points().bad()).hasSize(20);
    }

    @Test
    void withoutAUsableLineThereIsNothingToRun() {
        assertThatThrownBy(() -> open("time,good,bad\nx,1,0\n"))
                .isInstanceOf(WorldFailure.class)
                .hasMessage("no line of the file can be used: file=" + directory.resolve("points.csv")
                        + ", lines=1; the first: line 2 time=x is not a time; write 2026-11-22T01:02:00Z, or seconds or"
                        + " milliseconds since the epoch");
    }

    @Test
    void lastLineOfASliceAndInstantCounts() {
        List<String> out = new ArrayList<>();
        Moments moments = new Moments((timeMs, slice, good, bad) -> out.add(timeMs + slice + good));

        moments.take(60, "a", 1, 0);
        moments.take(60, "b", 2, 0);
        moments.take(60, "a", 3, 0);
        moments.take(61, "a", 4, 0);
        moments.finish();

        assertThat(out).containsExactly("60a3.0", "60b2.0", "61a4.0");
        assertThat(moments.repeated()).isEqualTo(1);
    }
}
