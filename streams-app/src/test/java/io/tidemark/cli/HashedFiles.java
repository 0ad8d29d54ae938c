package io.tidemark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Files full of values that a monitor hashes, and the monitor.
 *
 * @param directory where they are
 */
record HashedFiles(Path directory) {
    static final String SECRET = "s3cret";

    /** Every account begins with these digits; no other number does. */
    static final String DIGITS = "77012";

    static final String SALT = "0123456789abcdef-salt";

    Path monitors() throws IOException {
        return Files.writeString(
                directory.resolve("m.yaml"),
                """
                monitors:
                  - model: m
                    source: {topic: t, csv: {time: at, id: id, prediction: class}}
                    reference: {from: 2026-01-01, to: 2026-01-03}
                    windows: {size: 1d}
                    slices: [[where]]
                    columns: {hash: [mail, account, where, id, class], types: {mail: string}}
                """);
    }

    Path salt() throws IOException {
        return Files.writeString(directory.resolve("salt"), SALT + "\n");
    }

    /** Four days, the last of other values; some rows have a secret in the place of their time. */
    Path rows(String name, String mark, long seed) throws IOException {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder("at,id,mail,account,where,class,amount\n");
        for (int i = 0; i < 2000; i++) {
            String at = "2026-01-0" + (1 + i / 500) + "T" + "%02d".formatted(i / 21 % 24) + ":00Z";
            String sign = i >= 1500 ? "x" + mark : mark;
            lines.append(String.join(
                            ",",
                            i % 400 == 399 ? SECRET : at,
                            SECRET + i,
                            sign + SECRET + random.nextInt(3),
                            DIGITS + random.nextInt(5),
                            SECRET + random.nextInt(2),
                            sign + SECRET,
                            Integer.toString(random.nextInt(100))))
                    .append('\n');
        }
        return Files.writeString(directory.resolve(name), lines);
    }
}
