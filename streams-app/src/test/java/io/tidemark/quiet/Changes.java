package io.tidemark.quiet;

import io.tidemark.quiet.InjectedShifts.Case;
import io.tidemark.quiet.Table.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The changes that {@link InjectedShifts} puts into columns of the flights and the employment data. */
final class Changes {
    private Changes() {}

    static List<Case> all(Path directory) throws IOException {
        Table flights = RealQuiet.readFlights(directory);
        Table employment = Table.read(
                directory.resolve("employment_ma_predictions.csv.gz"),
                List.of("AGEP", "SCHL", "predicted_probability"),
                Set.of("AGEP", "predicted_probability"));
        Field delay = flights.field("delay");
        Field age = employment.field("AGEP");
        Field origin = flights.field("origin");
        String rare = nearest(origin, 0.002);
        double share = share(origin, rare);
        String school = largest(employment.field("SCHL"));
        double schoolShare = share(employment.field("SCHL"), school);
        double sigma = deviation(delay);
        double years = deviation(age);
        return List.of(
                InjectedShifts.moved("none (delay)", delay, value -> value, false),
                InjectedShifts.moved("delay + 0.25 σ", delay, value -> Math.rint(value + sigma / 4), false),
                InjectedShifts.moved("age + 0.25 σ", age, value -> Math.rint(value + years / 4), false),
                InjectedShifts.moved("age + 0.5 σ", age, value -> Math.rint(value + years / 2), false),
                InjectedShifts.moved(
                        "age + 1 σ, a value of 1e6 in every window", age, value -> Math.rint(value + years), true),
                InjectedShifts.moved(
                        "age × 1.25 about its mean", age, value -> Math.rint(42 + 1.25 * (value - 42)), false),
                InjectedShifts.moved(
                        "score × 1.25 about ½",
                        employment.field("predicted_probability"),
                        value -> 0.5 + 1.25 * (value - 0.5),
                        false),
                InjectedShifts.toValue(
                        "+ 5 points of a school grade of %.0f %%".formatted(100 * schoolShare),
                        employment.field("SCHL"),
                        school,
                        0.05,
                        schoolShare + 0.02),
                InjectedShifts.toValue("new origin of 1 %", origin, "XXX", 0.01, 0.0005),
                InjectedShifts.missing("delay missing 1 → 6 %", delay, 0.01, 0.06),
                InjectedShifts.toValue(
                        "rare origin %.2f → %.2f %%".formatted(100 * share, 200 * share),
                        origin,
                        rare,
                        share,
                        1.5 * share));
    }

    private static double share(Field field, String text) {
        long[] counts = InjectedShifts.counts(field);
        return counts[field.texts().indexOf(text)]
                / (double) Arrays.stream(counts).sum();
    }

    private static String nearest(Field field, double share) {
        return field.texts().stream()
                .min((a, b) -> Double.compare(Math.abs(share(field, a) - share), Math.abs(share(field, b) - share)))
                .orElseThrow();
    }

    private static String largest(Field field) {
        return nearest(field, 1);
    }

    private static double deviation(Field field) {
        long[] counts = InjectedShifts.counts(field);
        double[] values = field.values();
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int atom = 0; atom < values.length; atom++) {
            n += counts[atom];
            sum += counts[atom] * values[atom];
            squares += counts[atom] * values[atom] * values[atom];
        }
        return Math.sqrt(squares / n - sum / n * (sum / n));
    }
}
