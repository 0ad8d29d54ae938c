package io.tidemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.domain.Rejection;
import io.tidemark.domain.Rejection.Reason;
import io.tidemark.runtime.CopyFile.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyFileTest {
    private static final byte[] VALUE = {1, 2, 3};

    @TempDir
    private Path directory;

    @Test
    void entriesComeBackInTheirOrder() throws IOException {
        Path path = directory.resolve("payments");
        try (CopyFile.Writer out = new CopyFile.Writer(path)) {
            out.write(new CopyFile.Event(new Place(2, 5_000_000_000L, -1), VALUE));
            out.write(new CopyFile.Label(-7, 8, new byte[0]));
            out.write(new CopyFile.Bad(new Place(0, 1, 2), new Rejection(Reason.UNDECODABLE, "at byte 3: é"), VALUE));
        }

        try (CopyFile.Reader in = new CopyFile.Reader(path)) {
            assertThat(in.next())
                    .usingRecursiveComparison()
                    .isEqualTo(new CopyFile.Event(new Place(2, 5_000_000_000L, -1), VALUE));
            assertThat(in.next()).usingRecursiveComparison().isEqualTo(new CopyFile.Label(-7, 8, new byte[0]));
            assertThat(in.next())
                    .usingRecursiveComparison()
                    .isEqualTo(new CopyFile.Bad(
                            new Place(0, 1, 2), new Rejection(Reason.UNDECODABLE, "at byte 3: é"), VALUE));
            assertThat(in.next()).isNull();
        }
        assertThat(CopyFile.is(path)).isTrue();
    }

    /** The layout as it is drawn: magic, kind, partition, offset, time, length, value. */
    @Test
    void anEventIsLaidOutAsDrawn() throws IOException {
        Path path = directory.resolve("one");
        try (CopyFile.Writer out = new CopyFile.Writer(path)) {
            out.write(new CopyFile.Event(new Place(1, 2, 3), VALUE));
        }

        assertThat(Files.readAllBytes(path))
                .containsExactly(
                        'T', 'M', 'C', 'O', 'P', 'Y', 0, 1, 'E', 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0,
                        0, 3, 0, 0, 0, 3, 1, 2, 3);
    }

    @Test
    void otherFilesAreNone() throws IOException {
        Path csv = Files.writeString(directory.resolve("a.csv"), "at,x\n");

        assertThat(CopyFile.is(csv)).isFalse();
        assertThat(CopyFile.is(directory.resolve("none"))).isFalse();
        assertThat(CopyFile.is(directory)).isFalse();
    }

    @Test
    void entriesOfNoKnownKindAreTold() throws IOException {
        Path path = Files.write(directory.resolve("odd"), new byte[] {'T', 'M', 'C', 'O', 'P', 'Y', 0, 1, 'Z'});

        try (CopyFile.Reader in = new CopyFile.Reader(path)) {
            assertThatThrownBy(in::next).hasMessage("an entry of no known kind: kind=90");
        }
    }
}
