package io.tidemark.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One value of the file while it is read. A reader of a value reports what is wrong with it and returns its fallback, so that
 * the rest can be read.
 */
final class Field {
    private static final int LONGEST_QUOTE = 60;

    private final Report report;
    private final String path;
    private final YamlNode node;

    Field(Report report, String path, YamlNode node) {
        this.report = report;
        this.path = report.place(node, path);
        this.node = node;
    }

    static Field absent(Report report, String path, int line) {
        return new Field(report, path, new YamlNode.Scalar(line, "", YamlNode.Type.NOTHING));
    }

    YamlNode node() {
        return node;
    }

    /** Its value, to be read elsewhere; a mistake in it is told with the path of this one. */
    YamlNode moved() {
        return report.writtenAt(path, node.copy());
    }

    /** A text to be read elsewhere, for a value that is wrong and told already. */
    YamlNode excused(String instead) {
        return report.told(Yaml.text(line(), instead));
    }

    boolean isPresent() {
        return !(node instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.NOTHING);
    }

    boolean isSingle() {
        return node instanceof YamlNode.Scalar && isPresent();
    }

    boolean isList() {
        return node instanceof YamlNode.Sequence;
    }

    boolean isSection() {
        return node instanceof YamlNode.Mapping;
    }

    String path() {
        return path;
    }

    int line() {
        return node.line();
    }

    Report report() {
        return report;
    }

    /** Reports {@code path=value} and what is wrong with it. */
    void fail(String what) {
        if (!report.isTold(node)) {
            report.add(node.line(), told(what));
        }
    }

    private String told(String what) {
        String value = node instanceof YamlNode.Scalar scalar && isPresent() ? "=" + quote(scalar.text()) : "";
        return path + value + " " + what;
    }

    private static String quote(String text) {
        String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
        return shown.isEmpty() ? "\"\"" : shown.replace("\n", "\\n");
    }

    /** As {@link #fail}, of what may be so but is hardly meant. */
    void warn(String what) {
        report.warn(node.line(), told(what));
    }

    /** Reports that the key is needed. */
    void failMissing(String remedy) {
        report.add(node.line(), path + " is missing; " + remedy);
    }

    /** Warns that the key would be good to have. */
    void warnMissing(String remedy) {
        report.warn(node.line(), path + " is missing; " + remedy);
    }

    /** The text as written; numbers and booleans too. */
    String text(String fallback) {
        if (!isPresent()) {
            return fallback;
        }
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.text();
        }
        fail("is " + node.description() + "; write a single value");
        return fallback;
    }

    /** A text that must be there and not blank. */
    String requiredText(String remedy) {
        String text = text("");
        if (isSingle() && text.isBlank()) {
            fail("is empty; " + remedy);
        } else if (!isPresent()) {
            failMissing(remedy);
        }
        return text;
    }

    double number(double fallback) {
        String text = text("");
        if (!isSingle()) {
            return fallback;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with NaN and infinity
        }
        fail("is not a number" + (text.endsWith("%") ? "; write a share, like 0.05 for 5 %" : ""));
        return fallback;
    }

    /** A number in {@code (lowest, highest)}. */
    double numberBetween(double lowest, double highest, double fallback) {
        double number = number(Double.NaN);
        if (Double.isNaN(number)) {
            return fallback;
        }
        if (!(number > lowest && number < highest)) {
            fail("is not in (" + plain(lowest) + ", " + plain(highest) + ")");
            return fallback;
        }
        return number;
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /** An integer in {@code [lowest, highest]}. */
    int whole(int lowest, int highest, int fallback) {
        String text = text("");
        if (!isSingle()) {
            return fallback;
        }
        try {
            int whole = Integer.parseInt(text);
            if (whole >= lowest && whole <= highest) {
                return whole;
            }
        } catch (NumberFormatException e) {
            // told below, together with what is out of range
        }
        fail("is not a whole number in [" + lowest + ", " + highest + "]");
        return fallback;
    }

    /** A duration of at least a millisecond. */
    Duration duration(Duration fallback) {
        Duration duration = durationOrZero(fallback);
        if (isSingle() && duration.isZero()) {
            fail("is no time at all; write a duration like 5m, 1h or 1d");
            return fallback;
        }
        return duration;
    }

    Duration durationOrZero(Duration fallback) {
        String text = text("");
        if (!isSingle()) {
            return fallback;
        }
        if (DurationText.isValid(text)) {
            return DurationText.parse(text);
        }
        fail(DurationText.whyNot(text));
        return fallback;
    }

    /** One of a closed list of words. */
    <E> E choice(Map<String, E> words, E fallback) {
        return choice(words, Map.of(), fallback);
    }

    /**
     * One of a closed list of words.
     *
     * @param elsewhere what people may write who know another tool, each with the word that is meant
     */
    <E> E choice(Map<String, E> words, Map<String, String> elsewhere, E fallback) {
        String text = text("");
        if (!isSingle()) {
            return fallback;
        }
        E choice = words.get(text);
        if (choice != null) {
            return choice;
        }
        String nearest = elsewhere.getOrDefault(text.toLowerCase(Locale.ROOT), Names.nearest(text, words.keySet()));
        fail("is none of " + String.join(", ", words.keySet()) + meant(nearest));
        return fallback;
    }

    private static String meant(String nearest) {
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /** The items of a list; none if absent. */
    List<Field> items() {
        if (node instanceof YamlNode.Sequence sequence) {
            return IntStream.range(0, sequence.items().size())
                    .mapToObj(i -> new Field(
                            report, path + "[" + i + "]", sequence.items().get(i)))
                    .toList();
        }
        if (isPresent()) {
            fail("is " + node.description() + "; write a list");
        }
        return List.of();
    }

    /** The texts of a list, without blank or repeated ones, which are reported; one single value is a list of one. */
    List<String> names() {
        List<Field> fields = isSingle() ? List.of(this) : items();
        List<String> names = new ArrayList<>();
        for (Field field : fields) {
            String name = field.requiredText("write a name");
            if (names.contains(name)) {
                field.fail("is listed twice");
            } else if (!name.isBlank()) {
                names.add(name);
            }
        }
        return List.copyOf(names);
    }

    /** The keys below; none if absent. */
    Section section() {
        if (node instanceof YamlNode.Mapping mapping) {
            return new Section(report, path, mapping.line(), mapping.entries());
        }
        if (isPresent()) {
            fail("is " + node.description() + "; write a section of keys");
        }
        return new Section(report, path, node.line(), Map.of());
    }

    /** As {@link #items}, for a second look: reports nothing. */
    List<Field> itemsIfList() {
        return isList() ? items() : List.of();
    }

    /** As {@link #section}, for a second look: reports nothing. */
    Section sectionIfSection() {
        return isSection() ? section() : new Section(report, path, node.line(), Map.of());
    }
}
