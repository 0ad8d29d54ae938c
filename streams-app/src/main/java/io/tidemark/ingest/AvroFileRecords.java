package io.tidemark.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.generic.GenericDatumReader;

/**
 * The data of an Avro object container file, cut out of its blocks by the schema, not decoded. What follows a datum that does not follow the
 * schema is left out, to the end of its block.
 *
 * <p>Owned by one thread.
 */
final class AvroFileRecords implements FileRecords {
    /** Codecs whose libraries are here; xz has none. */
    private static final Set<String> CODECS = Set.of("null", "deflate", "snappy", "bzip2", "zstandard");

    private final Path file;
    private final CountedFile counted;
    private final DataFileStream<Object> blocks;
    private final byte[] prefix;
    private final AvroSkip skip;
    private final AvroCursor cursor = new AvroCursor();
    private byte[] block = {};
    private long number;
    private long left;
    private long inBlock;
    private int start;
    private int end;
    private String fault = "";

    private AvroFileRecords(Path file, CountedFile counted, DataFileStream<Object> blocks, byte[] prefix) {
        this.file = file;
        this.counted = counted;
        this.blocks = blocks;
        this.prefix = prefix.clone();
        this.skip = AvroSkip.of(blocks.getSchema());
    }

    static AvroFileRecords open(Path file, byte[] prefix) {
        try {
            CountedFile counted = CountedFile.open(file);
            DataFileStream<Object> blocks = new DataFileStream<>(counted.stream(), new GenericDatumReader<>());
            String codec = blocks.getMetaString(DataFileConstants.CODEC);
            if (codec != null && !CODECS.contains(codec)) {
                throw unknownCodec(codec, file);
            }
            return new AvroFileRecords(file, counted, blocks, prefix);
        } catch (IOException | AvroRuntimeException failure) {
            throw InvalidEventFile.unreadable(file, failure);
        }
    }

    private static InvalidEventFile unknownCodec(String codec, Path file) {
        return new InvalidEventFile("the file is packed with a codec that is not read: file=" + file + ", codec="
                + codec + "; write it with deflate, snappy, bzip2 or zstandard");
    }

    Schema schema() {
        return blocks.getSchema();
    }

    @Override
    public boolean next() {
        while (left == 0) {
            if (!nextBlock()) {
                return false;
            }
        }
        left--;
        inBlock++;
        start = end;
        cut();
        return true;
    }

    private void cut() {
        cursor.reset(block, start, block.length);
        try {
            skip.skip(cursor);
            end = cursor.position();
            fault = end - start > LONGEST
                    ? "is longer than " + LONGEST + " bytes, more than a broker takes as one record"
                    : "";
        } catch (IndexOutOfBoundsException | ArithmeticException undecodable) {
            fault = "does not follow the file's schema, nor can the " + left + " after it in its block be found: "
                    + undecodable.getMessage();
            end = block.length;
            left = 0;
        }
    }

    private boolean nextBlock() {
        try {
            if (!blocks.hasNext()) {
                checkIsWhole();
                return false;
            }
            ByteBuffer bytes = blocks.nextBlock();
            block = new byte[bytes.remaining()];
            bytes.get(block);
            number++;
            inBlock = 0;
            end = 0;
            left = blocks.getBlockCount();
            return true;
        } catch (IOException | AvroRuntimeException failure) {
            throw new InvalidEventFile(
                    "cannot read on in file=" + file + ", block=" + (number + 1) + ": " + failure.getMessage()
                            + "; the file is damaged",
                    failure);
        }
    }

    /** Where the file ends within a block, Avro says first that there is no more, and if asked once more that there is. */
    private void checkIsWhole() {
        if (blocks.hasNext()) {
            throw new InvalidEventFile("the file ends in the middle of a block: file=" + file + ", block="
                    + (number + 1) + "; copy it again, or write it again");
        }
    }

    @Override
    public byte[] bytes() {
        int length = Math.min(end - start, LONGEST);
        byte[] bytes = Arrays.copyOf(prefix, prefix.length + length);
        System.arraycopy(block, start, bytes, prefix.length, length);
        return bytes;
    }

    @Override
    public String fault() {
        return fault;
    }

    @Override
    public String place() {
        return "block " + number + ", record " + inBlock;
    }

    @Override
    public long bytesRead() {
        return counted.bytesRead();
    }

    @Override
    public long totalBytes() {
        return counted.totalBytes();
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
