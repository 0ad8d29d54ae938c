package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.InvalidMonitorFile;
import io.tidemark.domain.Change;
import io.tidemark.domain.Change.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFileTest {
    @TempDir
    private Path directory;

    @Test
    void csvAndJsonLinesSayTheSame() throws IOException {
        Path csv = write(
                """
                eventTime,kind,model,version,scope,eventId
                2001-06-12T13:58Z,deployed,fraud,v43,region=eu;device=ios,a
                """);
        Path json = write(
                """
                {"eventTime": 992354280000, "kind": "DEPLOYED", "model": "fraud", "version": "v43",
                """
                                .strip()
                        + """
                 "scope": {"region": "eu", "device": "ios"}, "eventId": "a"}
                """);

        assertThat(ChangeFile.read(json)).isEqualTo(ChangeFile.read(csv));
        assertThat(ChangeFile.read(csv))
                .containsExactly(new Change(
                        "a",
                        Kind.DEPLOYED,
                        "fraud",
                        992_354_280_000L,
                        "v43",
                        "",
                        Map.of("region", "eu", "device", "ios"),
                        "",
                        "",
                        "",
                        ""));
    }

    @Test
    void everyMistakeIsToldAtOnce() throws IOException {
        Path csv = write(
                """
                eventTime,kind,scope
                yesterday,deploied,eu
                2001-06-12,retrained,
                """);

        assertThatThrownBy(() -> ChangeFile.read(csv))
                .isInstanceOf(InvalidMonitorFile.class)
                .hasMessage(csv + ": kind=deploied is not a kind of change; did you mean deployed?\n" + csv
                        + ": eventTime=yesterday is not a time; write 2001-06-12T13:58Z or milliseconds\n" + csv
                        + ": scope=eu is not a list of dimensions; write region=eu;device=ios");
    }

    @Test
    void unknownAndMissingFieldsAreTold() throws IOException {
        Path csv = write("time,kind\n2001-06-12,retrained\n");

        assertThatThrownBy(() -> ChangeFile.read(csv))
                .hasMessage(csv + ": time is not a field of a change; known: eventTime, kind, model, version,"
                        + " previousVersion, scope, subject, actor, summary, link, eventId\n" + csv
                        + ": eventTime is missing; a change needs eventTime and kind");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "changes", ".txt"), text);
    }
}
