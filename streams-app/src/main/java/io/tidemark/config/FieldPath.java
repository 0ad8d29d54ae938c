package io.tidemark.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where a value stands in a record: names of nested fields, and places in arrays, from the outside in.
 *
 * <p>Written {@code customer.address.country}, {@code items[0].price}; a name that has a dot or a bracket in it, in quotes:
 * {@code "customer.age".years}.
 *
 * @param steps at least one, the first one a name
 */
public record FieldPath(List<Step> steps) {
    private static final int DEEPEST = 32;
    private static final Pattern PLAIN = Pattern.compile("[^.\\[\\]\"]+");

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /**
     * One step inwards.
     *
     * @param name of a field, or a map's key; empty where it is a place in an array
     * @param item place in an array from 0; −1 where it is a name
     */
    public record Step(String name, int item) {
        static Step named(String name) {
            return new Step(name, -1);
        }

        static Step of(int item) {
            return new Step("", item);
        }

        /** Whether it is a place in an array. */
        public boolean isItem() {
            return item >= 0;
        }
    }

    /** The field of that name in the record itself, whatever characters it has. */
    public static FieldPath ofField(String name) {
        return new FieldPath(List.of(Step.named(name)));
    }

    /**
     * A path as people write it.
     *
     * @throws IllegalArgumentException if it is none; the message says what would be right
     */
    public static FieldPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        while (at < text.length() || steps.isEmpty()) {
            if (!steps.isEmpty() && text.charAt(at) == '[') {
                at = item(text, at, steps);
                continue;
            }
            if (!steps.isEmpty()) {
                require(text.charAt(at) == '.');
                at++;
            }
            at = name(text, at, steps);
        }
        require(steps.size() <= DEEPEST);
        return new FieldPath(steps);
    }

    private static int item(String text, int at, List<Step> steps) {
        int end = text.indexOf(']', at);
        require(end > at + 1 && end - at <= 6);
        String digits = text.substring(at + 1, end);
        require(digits.chars().allMatch(c -> c >= '0' && c <= '9'));
        steps.add(Step.of(Integer.parseInt(digits)));
        return end + 1;
    }

    private static int name(String text, int at, List<Step> steps) {
        require(at < text.length());
        if (text.charAt(at) == '"') {
            int end = text.indexOf('"', at + 1);
            require(end > at + 1);
            steps.add(Step.named(text.substring(at + 1, end)));
            return end + 1;
        }
        int end = at;
        while (end < text.length() && ".[]\"".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        require(end > at);
        steps.add(Step.named(text.substring(at, end)));
        return end;
    }

    private static void require(boolean isSo) {
        if (!isSo) {
            throw new IllegalArgumentException(
                    "is not a path; write names with dots, places in arrays in brackets: customer.items[0].price, names with dots"
                            + " in quotes, at most " + DEEPEST + " steps");
        }
    }

    /** Whether {@link #parse} reads its text again: it does unless a name is empty, or has a quote in it. */
    public boolean isWritable() {
        return steps.size() <= DEEPEST
                && steps.stream()
                        .allMatch(step -> step.isItem()
                                || !step.name().isEmpty() && step.name().indexOf('"') < 0);
    }

    /** Whether this path is the other one, or leads to something inside it. */
    public boolean isWithin(FieldPath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** What of this path is inside of one that it {@link #isWithin}; its last step if they are the same. */
    public FieldPath from(FieldPath outer) {
        int first = Math.min(outer.steps.size(), steps.size() - 1);
        return new FieldPath(steps.subList(first, steps.size()));
    }

    /** The field of that name inside of what stands here. */
    FieldPath with(String name) {
        List<Step> inner = new ArrayList<>(steps);
        inner.add(Step.named(name));
        return new FieldPath(inner);
    }

    /** The path as the name of a column: dots and brackets, never quotes. */
    public String name() {
        StringBuilder name = new StringBuilder();
        for (Step step : steps) {
            if (step.isItem()) {
                name.append('[').append(step.item()).append(']');
            } else {
                name.append(name.isEmpty() ? "" : ".").append(step.name());
            }
        }
        return name.toString();
    }

    /** The path as people write it; {@link #parse} reads it again. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step.isItem()) {
                text.append('[').append(step.item()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(quoted(step.name()));
            }
        }
        return text.toString();
    }

    private static String quoted(String name) {
        return PLAIN.matcher(name).matches() ? name : '"' + name + '"';
    }
}
