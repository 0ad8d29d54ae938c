package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointFileTest {
    @TempDir
    Path directory;

    private final List<String> bad = new ArrayList<>();

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("points.csv"), text);
    }

    private List<String> read(Path file, String... dimensions) throws IOException {
        List<String> read = new ArrayList<>();
        try (PointFile points = PointFile.open(file, List.of(dimensions), (line, text) -> bad.add(line + " " + text))) {
            while (points.next()) {
                read.add(points.timeMs() + " " + points.slice() + " " + points.good() + " " + points.bad());
            }
        }
        return read;
    }

    @Test
    void columnsAreFoundInAnyOrderAndCase() throws IOException {
        List<String> read = read(file("Total,note,GOOD,Time\n10,x,9,1970-01-01T00:01:00Z\n"));

        assertThat(read).containsExactly("60000 * 9.0 1.0");
    }

    @Test
    void badMayStandInsteadOfGoodOrOfTotal() throws IOException {
        assertThat(read(file("time,bad,total\n60,1,10\n"))).containsExactly("60000 * 9.0 1.0");
        assertThat(read(file("timestamp,good,bad\n60,9,1\n"))).containsExactly("60000 * 9.0 1.0");
        assertThat(read(file("time,good,bad,total\n60,9,1,10\n"))).containsExactly("60000 * 9.0 1.0");
    }

    @Test
    void timesMayBeIsoOrOfTheEpoch() throws IOException {
        List<String> read = read(file("time,good,bad\n" + "2026-11-22T02:02:00+01:00,1,0\n" + "2026-11-22 01:02,1,0\n"
                + "1795309320,1,0\n" + "1795309320.0,1,0\n" + "1795309320000,1,0\n"));

        assertThat(read).containsOnly("1795309320000 * 1.0 0.0").hasSize(5);
    }

    @Test
    void sliceIsAColumnOrMadeOfSome() throws IOException {
        Path file = file("time,country,os,slice,good,bad\n60,BR,\"a,b\",x,1,0\n");

        assertThat(read(file)).containsExactly("60000 x 1.0 0.0");
        assertThat(read(file, "country", "os")).containsExactly("60000 country=BR,os=a\\,b 1.0 0.0");
    }

    @Test
    void fractionsAreTakenAsPrometheusGivesThem() throws IOException {
        List<String> read = read(file("time,good,total\n60,999.5,1000.25\n120,1000.5,1000.25\n180,1e3,1e3\n"));

        assertThat(read).containsExactly("60000 * 999.5 0.75", "120000 * 1000.25 0.0", "180000 * 1000.0 0.0");
    }

    @Test
    void unusableLinesSayWhereWhatAndWhy() throws IOException {
        List<String> read = read(
                file(
                        """
                time,slice,good,total
                yesterday,a,1,2
                60,a,one,2
                60,a,-1,2
                60,a,NaN,2
                60,a,3,2
                60,,1,2
                60,a,1
                60,a,1,2
                """));

        assertThat(read).containsExactly("60000 a 1.0 1.0");
        assertThat(bad)
                .containsExactly(
                        "2 time=yesterday is not a time; write 2026-11-22T01:02:00Z, or seconds or milliseconds since the epoch",
                        "3 good=one is not a count; write a number from 0 on",
                        "4 good=-1 is not a count; write a number from 0 on",
                        "5 good=NaN is not a count; write a number from 0 on",
                        "6 good=3 is more than total=2; write at most the total",
                        "7 has no slice; write * for all events",
                        "8 has 3 fields, the header has 4");
    }

    @Test
    void totalHasToBeTheSum() throws IOException {
        read(file("time,good,bad,total\n60,9,1,12\n"));

        assertThat(bad)
                .containsExactly("2 total=12 is not good=9 plus bad=1; write their sum, or two of the three columns");
    }

    @Test
    void headerWithoutColumnsTellsAllThatIsMissing() throws IOException {
        Path file = file("tiem,gud,x\n");

        assertThatThrownBy(() -> read(file, "contry"))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessage(
                        "the header lacks columns: file=" + file + ", header=tiem,gud,x; there is no time, did you mean"
                                + " tiem to be time?; write two of good, bad and total; --slice-column=contry is none of them;"
                                + " there are tiem, gud, x");
    }

    @Test
    void emptyFileSaysWhatToWrite() throws IOException {
        Path file = file("");

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InvalidCsvFile.class)
                .hasMessage("the file is empty: file=" + file
                        + "; write a header line, time,good,total, and lines below it");
    }

    @Test
    void gzipAndOtherDelimitersAreRead() throws IOException {
        Path file = directory.resolve("points.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("time;good;total\n60;9;10\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(read(file)).containsExactly("60000 * 9.0 1.0");
    }

    @Test
    void columnsThatAreNotReadAreTold() throws IOException {
        Path file = file("time,note,good,total,slice\n");

        try (PointFile points = PointFile.open(file, List.of(), (line, text) -> bad.add(text))) {
            assertThat(points.ignored()).containsExactly("note");
        }
    }
}
