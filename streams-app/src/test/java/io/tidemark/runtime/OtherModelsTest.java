package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Monitor;
import io.tidemark.config.MonitorFileReader;
import io.tidemark.domain.WorldFailure;
import io.tidemark.serde.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherModelsTest {
    private static final Monitor A = monitor("a");

    @TempDir
    private Path directory;

    private static Monitor monitor(String model) {
        return MonitorFileReader.parse(
                        "m.yaml",
                        """
                        monitors:
                          - model: %s
                            source: {fields: {time: at, model: model}}
                            windows: {size: 1d}
                            reference: {from: 2026-01-01, to: 2026-01-02}
                        """
                                .formatted(model))
                .monitors()
                .get(0);
    }

    /** What became of a file's records: {@code event}, {@code other b} or why one is bad. */
    private List<String> read(String name, String content) throws IOException {
        List<String> heard = new ArrayList<>();
        InputFile file =
                InputFile.open(Files.writeString(directory.resolve(name), content), A, new Registry("mock://others"));
        file.read(
                new BadRecord.Listener() {
                    @Override
                    public void bad(BadRecord found) {
                        heard.add(found.text());
                    }

                    @Override
                    public void ofAnother(String model) {
                        heard.add("other " + model);
                    }
                },
                (event, reading) -> heard.add("event"));
        return heard;
    }

    @Test
    void eventsOfOtherModelsAreNoBadOnesInJson() throws IOException {
        List<String> heard = read(
                "f.jsonl",
                """
                {"at":"2026-01-01T00:00:00Z","model":"a","x":1}
                {"at":"2026-01-01T00:00:01Z","model":"b","x":1}
                {"at":"no time","model":"b","x":1}
                {"at":"no time","model":"a","x":1}
                {"at":"2026-01-01T00:00:02Z","x":1}
                {"at":"2026-01-01T00:00:03Z","model":"a","x":1}
                """);

        assertThat(heard)
                .containsExactly(
                        "event",
                        "other b",
                        "other b",
                        "line 4: no event time: at is a text that is no time; right would be 2026-09-24T10:30:00Z,"
                                + " or seconds to nanoseconds since the epoch; another form: source.fields.timeFormat",
                        "other ",
                        "event");
    }

    @Test
    void eventsOfOtherModelsAreNoneOfThisOneInCsv() throws IOException {
        List<String> heard = read(
                "f.csv",
                """
                at,model,x
                2026-01-01T00:00:00Z,a,1
                2026-01-01T00:00:01Z,b,1
                2026-01-01T00:00:02Z,,1
                2026-01-01T00:00:03Z,a,1
                """);

        assertThat(heard).containsExactly("event", "other b", "other ", "event");
    }

    @Test
    void csvWithoutAColumnOfModelsIsOfTheMonitorsOwn() throws IOException {
        assertThat(read("f.csv", "at,x\n2026-01-01T00:00:00Z,1\n")).containsExactly("event");
    }

    @Test
    void fileOfOtherModelsAloneSaysWhose() throws IOException {
        Path path = Files.writeString(
                directory.resolve("f.csv"), "at,model,x\n2026-01-01T00:00:00Z,b,1\n2026-01-01T00:00:00Z,c,1\n");
        InputFile file = InputFile.open(path, A, new Registry("mock://others"));

        assertThatThrownBy(() -> file.pin(new FileLines("a", A, Progress.SILENT)))
                .isInstanceOf(WorldFailure.class)
                .hasMessage("no event of the file is of the model that it is read for: model=a, file=" + path
                        + ", its events are of b, c; name the model as they do, choose another by --model, or leave"
                        + " source.fields.model out");
    }

    @Test
    void monitoredModelsAreCountedApartFromOthersAndEightAreNamed() {
        OtherModelsTally tally = new OtherModelsTally(List.of("a", "b"));
        for (int i = 0; i < 20; i++) {
            tally.add("b");
            tally.add("u" + i % 10);
        }

        assertThat(tally.sum())
                .isEqualTo(new OtherModels(
                        new OtherModels.Passed(20, List.of("b")),
                        new OtherModels.Passed(20, List.of("u0", "u1", "u2", "u3", "u4", "u5", "u6", "u7"))));
    }
}
