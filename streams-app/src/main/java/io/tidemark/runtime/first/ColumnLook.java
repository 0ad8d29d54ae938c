package io.tidemark.runtime.first;

import io.tidemark.config.CsvMapping;
import io.tidemark.ingest.TimeShape;
import io.tidemark.runtime.first.ColumnFacts.Count;
import io.tidemark.runtime.first.ColumnFacts.Course;
import io.tidemark.runtime.first.ColumnFacts.Range;
import io.tidemark.runtime.first.ColumnFacts.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds out what a sample says of a column. Stateless. */
final class ColumnLook {
    /** Words that mean "no value" in many files, and that a monitor file has to name. */
    static final Set<String> NO_VALUE = Set.of(
            "N/A", "n/a", "#N/A", "NULL", "None", "none", "?", "-", "--", "\\N", "nil", "NaN", "nan", "missing", ".");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?(\\d{1,3}(\\.\\d{3})+|\\d+),\\d+");
    private static final Pattern VECTOR =
            Pattern.compile("\\[\\s*[-+\\d.eE]+(\\s*[,; ]\\s*[-+\\d.eE]+)+(\\s*\\]|…)?|[-+\\d.eE]+(;[-+\\d.eE]+){2,}");
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern PADDED = Pattern.compile("0\\d+");
    private static final Pattern CLOCK =
            Pattern.compile("([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.,]\\d+)?)?( ?[AaPp]\\.?[Mm]\\.?)?");
    private static final int SHAPED = 500;
    private static final double TAIL = 0.005;

    private ColumnLook() {}

    /** What the sample says of one of its columns. */
    static ColumnFacts at(RowSample sample, int column) {
        List<String> all = sample.column(column);
        List<String> values = all.stream()
                .filter(value -> !CsvMapping.USUAL_MISSING.contains(value))
                .toList();
        Map<String, Integer> counts = new HashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        Map<String, Integer> words = new HashMap<>(counts);
        words.keySet().retainAll(NO_VALUE);
        List<String> real = isNumericBut(values, words) ? without(values, words) : values;
        double[] numbers = real.stream()
                .filter(value -> NUMBER.matcher(value).matches())
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new ColumnFacts(
                sample.names().get(column),
                real.size(),
                all.size() - real.size(),
                (int) real.stream().distinct().count(),
                numbers.length,
                matching(real, INTEGER),
                (int) real.stream().filter(ColumnLook::isBoolean).count(),
                matching(real, VECTOR),
                matching(real, DECIMAL_COMMA),
                real.size() == values.size() ? Map.of() : words,
                range(numbers),
                top(real, counts),
                texts(real),
                TimeShape.of(spread(real)),
                new Course(rising(numbers), Calendar.of(sample.rows(), column)));
    }

    /** Words for "no value" are told from texts only in a column of numbers. */
    private static boolean isNumericBut(List<String> values, Map<String, Integer> words) {
        if (words.isEmpty()) {
            return false;
        }
        List<String> others = without(values, words);
        return !others.isEmpty() && matching(others, NUMBER) >= others.size() * 0.95;
    }

    private static List<String> without(List<String> values, Map<String, Integer> words) {
        return values.stream().filter(value -> !words.containsKey(value)).toList();
    }

    private static boolean isBoolean(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        return word.equals("true") || word.equals("false");
    }

    private static int matching(List<String> values, Pattern pattern) {
        return (int) values.stream()
                .filter(value -> pattern.matcher(value).matches())
                .count();
    }

    private static Range range(double[] numbers) {
        if (numbers.length == 0) {
            return new Range(0, 0, 0, 0);
        }
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int tail = (int) (sorted.length * TAIL);
        return new Range(sorted[0], sorted[tail], sorted[sorted.length - 1 - tail], sorted[sorted.length - 1]);
    }

    private static List<Count> top(List<String> values, Map<String, Integer> counts) {
        List<Count> top = new ArrayList<>();
        counts.forEach((value, rows) -> top.add(new Count(value, rows)));
        top.sort(Comparator.comparingInt(Count::rows).reversed().thenComparing(Count::value));
        return values.isEmpty() ? List.of() : top.subList(0, Math.min(top.size(), ColumnFacts.MOST_TOP));
    }

    private static Texts texts(List<String> values) {
        if (values.isEmpty()) {
            return Texts.NONE;
        }
        double count = values.size();
        return new Texts(
                values.stream().mapToInt(String::length).sum() / count,
                values.stream().filter(value -> value.indexOf(' ') > 0).count() / count,
                matching(values, UUID) / count,
                padded(values) / count,
                matching(values, CLOCK) / count);
    }

    private static long padded(List<String> values) {
        Set<Integer> lengths = values.stream()
                .filter(value -> PADDED.matcher(value).matches())
                .map(String::length)
                .collect(Collectors.toSet());
        return values.stream()
                .filter(value -> lengths.contains(value.length())
                        && INTEGER.matcher(value).matches())
                .count();
    }

    private static List<String> spread(List<String> values) {
        List<String> some = new ArrayList<>();
        int step = Math.max(1, values.size() / SHAPED);
        for (int i = 0; i < values.size(); i += step) {
            some.add(values.get(i));
        }
        return some;
    }

    private static double rising(double[] numbers) {
        int rising = 0;
        for (int i = 1; i < numbers.length; i++) {
            rising += numbers[i] >= numbers[i - 1] ? 1 : 0;
        }
        return numbers.length < 2 ? 0 : rising / (numbers.length - 1.0);
    }
}
