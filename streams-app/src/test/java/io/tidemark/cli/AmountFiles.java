package io.tidemark.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two files of four columns, of which the second drifted: amounts are thirty more and some are missing, every tenth row is of another country. */
final class AmountFiles {
    static final String HEADER = "amount,country,member,old";

    private AmountFiles() {}

    static Path reference(Path directory) throws IOException {
        return write(directory, "ref.csv", HEADER, AmountFiles::row);
    }

    static Path current(Path directory) throws IOException {
        return write(
                directory,
                "cur.csv",
                "country,member,amount,new",
                i -> (i % 10 == 0 ? "BR" : country(i)) + "," + (i % 4 != 0) + "," + (i % 5 == 0 ? "NA" : i % 100 + 30)
                        + ",x");
    }

    static String row(int i) {
        return i % 100 + "," + country(i) + "," + (i % 4 != 0) + ",1";
    }

    static String country(int i) {
        return "ABC".substring(i % 3, i % 3 + 1);
    }

    static String lines(int rows, IntFunction<String> row) {
        return IntStream.range(0, rows).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
    }

    /** 600 rows. */
    static Path write(Path directory, String name, String header, IntFunction<String> row) throws IOException {
        return write(directory, name, header + "\n" + lines(600, row));
    }

    static Path write(Path directory, String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
