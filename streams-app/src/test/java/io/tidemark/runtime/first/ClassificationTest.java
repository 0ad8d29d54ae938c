package io.tidemark.runtime.first;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tidemark.stats.ColumnKind;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("slow")
class ClassificationTest {
    private static final int ROWS = 1_000;
    private static final long START_MS = 1_767_225_600_000L; // 2026-01-01T00:00Z, a Thursday
    private static final long HOUR_MS = 3_600_000;
    private static final String[] WORDS = {"red", "green", "blue"};

    static Stream<Arguments> columns() {
        return Stream.of(
                column("amount", i -> random(i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("age", i -> of(90, i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("marital", i -> of(5, i) + "", Role.FEATURE, ColumnKind.CATEGORY, ""),
                column("colour", i -> WORDS[of(3, i)], Role.FEATURE, ColumnKind.CATEGORY, ""),
                column("member", i -> of(3, i) == 0 ? "true" : "False", Role.FEATURE, ColumnKind.BOOLEAN, ""),
                column("vector", i -> "[0.1, " + random(i) + ", 3]", Role.FEATURE, ColumnKind.EMBEDDING, ""),
                column("vector2", i -> random(i) + ";0.5;-1", Role.FEATURE, ColumnKind.EMBEDDING, ""),
                column("sku", i -> "A" + i * 7919L % 700, Role.FEATURE, ColumnKind.STRING, ""),
                column("zone", i -> "always", Role.FEATURE, ColumnKind.CATEGORY, ""),
                column("gaps", i -> i % 3 == 0 ? "" : random(i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("dirty", i -> i % 50 == 0 ? "much" : random(i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("marks", i -> i % 5 == 0 ? "?" : random(i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("event_id", i -> "e-" + i * 7, Role.ID, ColumnKind.STRING, "no value twice"),
                column("key", i -> uuid(i), Role.ID, ColumnKind.STRING, "no value twice"),
                column("ref", i -> i % 200 == 7 ? "" : uuid(i), Role.ID, ColumnKind.STRING, "twice, 0.5 % missing"),
                column("basket", i -> uuid(i / 2), Role.LEFT_OUT, ColumnKind.CATEGORY, "a key: 500 different values"),
                column("PLZ", i -> padded(of(300, i)), Role.FEATURE, ColumnKind.CATEGORY, "codes with leading zeros"),
                column("zip", i -> padded(i % 400), Role.FEATURE, ColumnKind.CATEGORY, "codes with leading zeros"),
                column("once", i -> i == 7 ? "07" : 100 + of(90, i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("slot", i -> of(12, i) + 1 + ":30 PM", Role.LEFT_OUT, ColumnKind.CATEGORY, "times of day"),
                column("row", i -> i + "", Role.ID, ColumnKind.NUMBER, "no value twice"),
                column(
                        "userId",
                        i -> "u" + i / 2,
                        Role.LEFT_OUT,
                        ColumnKind.CATEGORY,
                        "a key: 500 different values in 1,000 rows"),
                column("offset", i -> 1_000 + i + "", Role.LEFT_OUT, ColumnKind.NUMBER, "a counter, or a time"),
                column("updated", i -> i % 28 + 1 + ".01.2026", Role.LEFT_OUT, ColumnKind.CATEGORY, "another time"),
                column("comment", i -> "the customer said " + random(i), Role.LEFT_OUT, ColumnKind.STRING, "free text"),
                column("nothing", i -> "", Role.LEFT_OUT, ColumnKind.CATEGORY, "no value in any row"),
                column("price", i -> i % 90 + ",5", Role.LEFT_OUT, ColumnKind.CATEGORY, "decimal commas (0,5)"),
                column("dow", i -> (i / 24 + 3) % 7 + 1 + "", Role.LEFT_OUT, ColumnKind.CATEGORY, "day of the week"),
                column("phase", i -> (i + 5) % 24 * 0.5 + "", Role.LEFT_OUT, ColumnKind.NUMBER, "goes with the hour"),
                column(
                        "split",
                        i -> i < 700 ? "train" : "test",
                        Role.LEFT_OUT,
                        ColumnKind.CATEGORY,
                        "parts of the file"),
                column("prediction", i -> WORDS[of(3, i)], Role.PREDICTION, ColumnKind.CATEGORY, ""),
                column("yHat", i -> 100 * random(i) + "", Role.PREDICTION, ColumnKind.NUMBER, ""),
                column("predicted_probability", i -> random(i) + "", Role.SCORE, ColumnKind.NUMBER, ""),
                column("score", i -> random(i) + "", Role.SCORE, ColumnKind.NUMBER, ""),
                column("credit_score", i -> 300 + of(500, i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("ground_truth", i -> of(2, i) + "", Role.LABEL, ColumnKind.CATEGORY, ""),
                column("latency_ms", i -> 5 + 100 * random(i) + "", Role.LATENCY, ColumnKind.NUMBER, ""),
                column("latency_ms", i -> -5 + 100 * random(i) + "", Role.FEATURE, ColumnKind.NUMBER, ""),
                column("status", i -> i % 50 == 0 ? "timeout" : "ok", Role.STATUS, ColumnKind.CATEGORY, ""),
                column("status", i -> WORDS[of(3, i)], Role.FEATURE, ColumnKind.CATEGORY, ""),
                column("model_version", i -> i < 400 ? "v1" : "v2", Role.VERSION, ColumnKind.CATEGORY, ""),
                column("flag", i -> of(2, i) + "", Role.LABEL, ColumnKind.CATEGORY, "perhaps the label"));
    }

    @ParameterizedTest(name = "{0} is {2} of {3}")
    @MethodSource("columns")
    void columnIsWhatItsValuesAndItsNameSay(
            String name, IntFunction<String> values, Role role, ColumnKind kind, String why) {
        ColumnPlan plan = plan(name, values);

        assertThat(plan.role()).isEqualTo(role);
        assertThat(plan.kind()).isEqualTo(kind);
        assertThat(plan.why()).contains(why);
    }

    @Test
    void wordsForNoValueAreToldFromNumbersOnly() {
        ColumnFacts numbers =
                plan("marks", i -> i % 5 == 0 ? "?" : random(i) + "").facts();
        ColumnFacts texts = plan("marks", i -> i % 5 == 0 ? "?" : WORDS[i % 3]).facts();

        assertThat(numbers.notNumbers()).containsEntry("?", 200);
        assertThat(numbers.missing()).isEqualTo(200);
        assertThat(texts.notNumbers()).isEmpty();
        assertThat(texts.missing()).isZero();
    }

    @Test
    void onlyOneColumnHasARole() {
        List<ColumnPlan> plans = plans(
                List.of("score", "fraud_score", "trace_id", "id"),
                List.of(i -> random(i) + "", i -> random(i + 1) + "", i -> "t" + i, i -> "i" + i));

        assertThat(plans)
                .extracting(ColumnPlan::role)
                .containsExactly(Role.SCORE, Role.FEATURE, Role.ID, Role.LEFT_OUT);
    }

    /** The column of a label is called label, whatever the data call it: of two the one that has the name is it. */
    @Test
    void whatIsCalledAsARoleIsHasIt() {
        List<ColumnPlan> plans = plans(
                List.of("target", "label", "y_pred", "prediction"),
                List.of(i -> of(3, i) + "", i -> of(2, i) + "", i -> WORDS[of(3, i + 1)], i -> WORDS[of(3, i + 2)]));

        assertThat(plans)
                .extracting(ColumnPlan::role)
                .containsExactly(Role.FEATURE, Role.LABEL, Role.FEATURE, Role.PREDICTION);
    }

    @Test
    void labelHasThePredictionsClasses() {
        List<ColumnPlan> plans = plans(
                List.of("prediction", "really", "size"),
                List.of(i -> WORDS[of(3, i)], i -> WORDS[of(3, i + 5_000)], i -> random(i) + ""));

        assertThat(plans).extracting(ColumnPlan::role).containsExactly(Role.PREDICTION, Role.LABEL, Role.FEATURE);
    }

    private static Arguments column(String name, IntFunction<String> values, Role role, ColumnKind kind, String why) {
        return arguments(name, values, role, kind, why);
    }

    private static ColumnPlan plan(String name, IntFunction<String> values) {
        List<String> names = name.equals("flag") ? List.of("other", name) : List.of(name, "other");
        IntFunction<String> other = i -> random(i + 7_000) + "";
        List<ColumnPlan> plans = plans(names, name.equals("flag") ? List.of(other, values) : List.of(values, other));
        return plans.get(names.indexOf(name));
    }

    /** Of rows an hour apart, whose time is no column. */
    private static List<ColumnPlan> plans(List<String> names, List<IntFunction<String>> columns) {
        RowSample sample = new RowSample(names);
        for (int i = 0; i < ROWS; i++) {
            List<String> values = new ArrayList<>();
            for (IntFunction<String> column : columns) {
                values.add(column.apply(i));
            }
            sample.add(new RowSample.Row(START_MS + i * HOUR_MS, values));
        }
        List<ColumnFacts> facts = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            facts.add(ColumnLook.at(sample, i));
        }
        return Classification.of(facts, facts.size());
    }

    private static String padded(int number) {
        return String.format("%05d", number);
    }

    private static double random(int seed) {
        return new SplittableRandom(seed).nextInt(100_000) / 100_000.0;
    }

    private static int of(int values, int seed) {
        return new SplittableRandom(seed).nextInt(values);
    }

    private static String uuid(int i) {
        return String.format("%08x-0000-4000-8000-%012x", i, i * 31L);
    }
}
