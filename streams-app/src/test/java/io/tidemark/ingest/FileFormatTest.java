package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file is what its first bytes say, whatever it is called. */
class FileFormatTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            events.csv   | {"a":1}            | JSON_LINES
            events.txt   | {}                 | JSON_LINES
            events.csv   | at,x               | CSV
            events.csv   | [at],[x]           | CSV
            events.csv   | {at},x             | CSV
            events.jsonl | broken {"a":1}     | JSON_LINES
            events.json  | {                  | JSON_LINES
            events       | Obj,x              | CSV
            """)
    void contentWinsOverTheName(String name, String content, FileFormat expected) throws IOException {
        assertThat(FileFormat.of(write(name, content.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(expected);
    }

    @Test
    void avroByItsMagicAndZippedAsWell() throws IOException {
        byte[] avro = {'O', 'b', 'j', 1, 0};

        assertThat(FileFormat.of(write("a.csv", avro))).isEqualTo(FileFormat.AVRO);
        assertThat(FileFormat.of(write("b", zipped(avro)))).isEqualTo(FileFormat.AVRO);
        assertThat(FileFormat.of(write("c", zipped("\uFEFF \n{\"a\":1}".getBytes(StandardCharsets.UTF_8)))))
                .isEqualTo(FileFormat.JSON_LINES);
    }

    @Test
    void arrayOfObjectsSaysWhatToDo() throws IOException {
        Path array = write("a.json", "[\n  {\"a\": 1}]".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> FileFormat.of(array))
                .isInstanceOf(InvalidEventFile.class)
                .hasMessage(
                        "the file is one JSON array: file=" + array + "; write an object a line: jq -c '.[]' " + array);
    }

    @Test
    void whatIsSomethingElseIsNamed() throws IOException {
        Path parquet = write("a.avro", "PAR1\0".getBytes(StandardCharsets.UTF_8));
        Path utf16 = write("b.jsonl", "\uFEFF{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
        Path datum = write("c.avro", new byte[] {0, 0, 0, 0, 1, 2});
        Path empty = write("d.jsonl.gz", zipped(new byte[0]));

        assertThatThrownBy(() -> FileFormat.of(parquet))
                .hasMessage("the file is Parquet; write it as JSON lines, Avro or CSV: file=" + parquet);
        assertThatThrownBy(() -> FileFormat.of(utf16))
                .hasMessage("the file is in UTF-16; convert it: iconv -f UTF-16 -t UTF-8: file=" + utf16);
        assertThatThrownBy(() -> FileFormat.of(datum))
                .hasMessage("the file is no Avro object container file, which begins with Obj: file=" + datum);
        assertThatThrownBy(() -> FileFormat.of(empty)).hasMessage("the file is empty: file=" + empty);
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }
}
