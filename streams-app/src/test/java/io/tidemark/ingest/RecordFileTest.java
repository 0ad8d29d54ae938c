package io.tidemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records come out of a file in the bytes that a topic has, each with its place. */
class RecordFileTest {
    private static final byte[] NO_PREFIX = {};
    private static final Schema SCHEMA = SchemaBuilder.record("Row")
            .fields()
            .requiredLong("n")
            .optionalString("text")
            .endRecord();

    @TempDir
    private Path directory;

    @Test
    void linesAreAsTheyAreWithoutWhatIsAroundThem() throws IOException {
        Path file =
                Files.writeString(directory.resolve("f.jsonl"), "\uFEFF{\"a\":1}\r\n\n  \n{ \"b\": \"é\" }\n{\"c\"");

        List<String> read = texts(new JsonLinesFile(file));

        assertThat(read).containsExactly("line 1: {\"a\":1}", "line 4: { \"b\": \"é\" }", "line 5: {\"c\"");
    }

    @Test
    void lineBeyondWhatABrokerTakesIsCutAndSaysSo() throws IOException {
        Path file = Files.writeString(directory.resolve("f.jsonl"), "x".repeat(1_000_001) + "\n{}\n");

        try (FileRecords records = new JsonLinesFile(file).open(NO_PREFIX)) {
            assertThat(records.next()).isTrue();
            assertThat(records.fault())
                    .isEqualTo("is longer than 1000000 bytes, more than a broker takes as one record");
            assertThat(records.bytes()).hasSize(1_000_000);
            assertThat(records.next()).isTrue();
            assertThat(records.fault()).isEmpty();
            assertThat(records.next()).isFalse();
        }
    }

    @Test
    void bytesThatAreNotUtf8SaySo() throws IOException {
        Path file = Files.write(directory.resolve("f.jsonl"), "{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1));

        try (FileRecords records = new JsonLinesFile(file).open(NO_PREFIX)) {
            records.next();
            assertThat(records.explain("as the decoder says"))
                    .isEqualTo("is not UTF-8; convert the file: iconv -f LATIN1 -t UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "zstandard"})
    void dataOfEveryCodecAreCutOutOfTheirBlocks(String codec) throws IOException {
        Path file = avro(CodecFactory.fromString(codec), 5, 2);

        List<String> read = hex(AvroFile.of(file));

        // n as a zigzag varint; then the union's second branch, the length 1 and the letter.
        assertThat(read)
                .containsExactly(
                        "block 1, record 1: ff00020261",
                        "block 1, record 2: ff02020262",
                        "block 2, record 1: ff04020263",
                        "block 2, record 2: ff06020264",
                        "block 3, record 1: ff08020265");
    }

    @Test
    void codecWithoutALibraryIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(avro(CodecFactory.fromString("null"), 1, 1));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("avro.codec\bnull", "avro.codec\4xz");
        Path file = Files.write(directory.resolve("xz.avro"), text.getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> AvroFile.of(file))
                .isInstanceOf(InvalidEventFile.class)
                .hasMessage("the file is packed with a codec that is not read: file=" + file
                        + ", codec=xz; write it with deflate, snappy, bzip2 or zstandard");
    }

    @Test
    void fileThatEndsWithinABlockSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(avro(CodecFactory.fromString("deflate"), 4, 2));
        Path file = Files.write(directory.resolve("cut.avro"), Arrays.copyOf(whole, whole.length - 20));

        assertThatThrownBy(() -> hex(AvroFile.of(file)))
                .isInstanceOf(InvalidEventFile.class)
                .hasMessage("the file ends in the middle of a block: file=" + file
                        + ", block=2; copy it again, or write it again");
    }

    @Test
    void fileThatIsDamagedSaysWhere() throws IOException {
        byte[] bytes = Files.readAllBytes(avro(CodecFactory.fromString("null"), 4, 2));
        bytes[bytes.length - 1] ^= 1;
        Path file = Files.write(directory.resolve("damaged.avro"), bytes);

        assertThatThrownBy(() -> hex(AvroFile.of(file)))
                .isInstanceOf(InvalidEventFile.class)
                .hasMessageContaining("cannot read on in file=" + file + ", block=2: ")
                .hasMessageEndingWith("Invalid sync!; the file is damaged");
    }

    @Test
    void datumThatDoesNotFollowTheSchemaCostsItsBlockAlone() throws IOException {
        byte[] bytes = Files.readAllBytes(avro(CodecFactory.fromString("null"), 5, 2));
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0\2\2a", "\0\7\2a");
        Path file = Files.write(directory.resolve("broken.avro"), text.getBytes(StandardCharsets.ISO_8859_1));

        List<String> read = new ArrayList<>();
        try (FileRecords records = AvroFile.of(file).open(NO_PREFIX)) {
            while (records.next()) {
                read.add(records.place() + " " + records.fault());
            }
        }

        assertThat(read)
                .containsExactly(
                        "block 1, record 1 does not follow the file's schema, nor can the 1 after it in its block be found: "
                                + "Index -4 out of bounds for length 2",
                        "block 2, record 1 ",
                        "block 2, record 2 ",
                        "block 3, record 1 ");
    }

    /** Rows n = 0, 1, … with the letters from a on. */
    private Path avro(CodecFactory codec, int rows, int aBlock) throws IOException {
        Path file = directory.resolve("rows.avro");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer =
                new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(SCHEMA)).setCodec(codec)) {
            writer.create(SCHEMA, out);
            for (int i = 0; i < rows; i++) {
                GenericRecord row = new GenericData.Record(SCHEMA);
                row.put("n", (long) i);
                row.put("text", String.valueOf((char) ('a' + i)));
                writer.append(row);
                if ((i + 1) % aBlock == 0) {
                    writer.sync();
                }
            }
        }
        return Files.write(file, out.toByteArray());
    }

    private static List<String> texts(RecordFile file) throws IOException {
        List<String> texts = new ArrayList<>();
        try (FileRecords records = file.open(NO_PREFIX)) {
            while (records.next()) {
                texts.add(records.place() + ": " + new String(records.bytes(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static List<String> hex(RecordFile file) throws IOException {
        List<String> texts = new ArrayList<>();
        try (FileRecords records = file.open(new byte[] {(byte) 0xff})) {
            while (records.next()) {
                texts.add(records.place() + ": " + HexFormat.of().formatHex(records.bytes()));
            }
        }
        return texts;
    }
}
