package io.tidemark.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How a file of events is written. Told by its first bytes; by its name only where these say nothing. */
public enum FileFormat {
    /** A header line, then a row an event. */
    CSV,
    /** A JSON object a line. */
    JSON_LINES,
    /** An Avro object container file. */
    AVRO;

    private static final int LOOKED_AT = 4096;
    private static final byte[] AVRO_MAGIC = {'O', 'b', 'j', 1};
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Map<byte[], String> OTHERS = others();

    private static Map<byte[], String> others() {
        Map<byte[], String> others = new LinkedHashMap<>();
        others.put(new byte[] {(byte) 0xFF, (byte) 0xFE}, "in UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
        others.put(new byte[] {(byte) 0xFE, (byte) 0xFF}, "in UTF-16; convert it: iconv -f UTF-16 -t UTF-8");
        others.put(ascii("PAR1"), "Parquet; write it as JSON lines, Avro or CSV");
        others.put(ascii("ORC"), "ORC; write it as JSON lines, Avro or CSV");
        others.put(ascii("PK\3\4"), "a zip archive; unpack it first");
        others.put(ascii("BZh"), "packed with bzip2; unpack it, or pack it with gzip");
        others.put(new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z'}, "packed with xz; unpack it, or pack it with gzip");
        others.put(
                new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}, "packed with zstd; unpack it, or pack it with gzip");
        return others;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * The format of a file, gzip or not.
     *
     * @throws InvalidEventFile if there is no such file, or its first bytes are those of something else, which the message names
     */
    public static FileFormat of(Path file) {
        byte[] first;
        try (CountedFile counted = CountedFile.open(file)) {
            first = counted.stream().readNBytes(LOOKED_AT);
        } catch (IOException failure) {
            throw InvalidEventFile.unreadable(file, failure);
        }
        if (begins(first, AVRO_MAGIC)) {
            return AVRO;
        }
        OTHERS.forEach((magic, what) -> {
            if (begins(first, magic)) {
                throw new InvalidEventFile("the file is " + what + ": file=" + file);
            }
        });
        return ofText(first, file);
    }

    private static boolean begins(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    private static FileFormat ofText(byte[] first, Path file) {
        int at = afterBlank(first, begins(first, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0);
        int inner = afterBlank(first, at + 1);
        if (isAt(first, at, '{') && (isAt(first, inner, '"') || isAt(first, inner, '}') || inner >= first.length)) {
            return JSON_LINES;
        }
        boolean isArray = isAt(first, at, '[') && (isAt(first, inner, '{') || isAt(first, inner, ']'));
        if (isArray) {
            throw new InvalidEventFile(
                    "the file is one JSON array: file=" + file + "; write an object a line: jq -c '.[]' " + file);
        }
        return byName(file, first.length - at);
    }

    private static int afterBlank(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isAt(byte[] bytes, int at, char expected) {
        return at < bytes.length && bytes[at] == expected;
    }

    private static FileFormat byName(Path file, int left) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        boolean isJson = plain.endsWith(".jsonl") || plain.endsWith(".ndjson") || plain.endsWith(".json");
        boolean isAvro = plain.endsWith(".avro");
        if (left <= 0 && (isJson || isAvro)) {
            throw new InvalidEventFile("the file is empty: file=" + file);
        }
        if (isAvro) {
            throw new InvalidEventFile(
                    "the file is no Avro object container file, which begins with Obj: file=" + file);
        }
        return isJson ? JSON_LINES : CSV;
    }
}
