package io.tidemark.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import io.tidemark.stats.sample.Statistic;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Statistics as nested JSON. A dot before a letter opens an object, a number behind the last dot is a place in an array: {@code interior_deciles.inner_edges.0};
 * the dots of {@code pvalue_clipped_0.001_0.25} are part of the name.
 */
final class FigureTree {
    private static final Pattern NESTED = Pattern.compile("\\.(?=[a-zA-Z])");

    private final Map<String, FigureTree> objects = new LinkedHashMap<>();
    private final Map<String, ComparedColumn.Figure> values = new LinkedHashMap<>();

    /** By family. */
    static FigureTree byGroup(List<ComparedColumn.Figure> figures) {
        FigureTree root = new FigureTree();
        figures.forEach(figure -> root.objects
                .computeIfAbsent(figure.group(), ignored -> new FigureTree())
                .add(figure));
        return root;
    }

    /** Of one family. */
    static FigureTree of(List<ComparedColumn.Figure> figures) {
        FigureTree root = new FigureTree();
        figures.forEach(root::add);
        return root;
    }

    private void add(ComparedColumn.Figure figure) {
        String[] path = NESTED.split(figure.name(), -1);
        FigureTree at = this;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.objects.computeIfAbsent(path[i], ignored -> new FigureTree());
        }
        at.values.put(path[path.length - 1], figure);
    }

    /** Writes the fields of an object that is open. */
    void write(JsonGenerator out) throws IOException {
        for (Map.Entry<String, ComparedColumn.Figure> value : values.entrySet()) {
            String name = value.getKey();
            if (!isInArray(name)) {
                out.writeFieldName(name);
                write(value.getValue(), out);
            } else if (name.endsWith(".0")) {
                array(name.substring(0, name.length() - 2), out);
            }
        }
        for (Map.Entry<String, FigureTree> object : objects.entrySet()) {
            out.writeObjectFieldStart(object.getKey());
            object.getValue().write(out);
            out.writeEndObject();
        }
    }

    private boolean isInArray(String name) {
        return isPlace(name, values.keySet());
    }

    /** Whether a name is that of a place in an array, among the names beside it: an array has a first place, the {@code 0.25} at the end of a name has not. */
    static boolean isPlace(String name, Set<String> names) {
        int dot = name.lastIndexOf('.');
        return dot > 0
                && name.substring(dot + 1).chars().allMatch(Character::isDigit)
                && names.contains(name.substring(0, dot) + ".0");
    }

    private void array(String name, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        int place = 0;
        ComparedColumn.Figure figure = values.get(name + "." + place);
        while (figure != null) {
            write(figure, out);
            figure = values.get(name + "." + ++place);
        }
        out.writeEndArray();
    }

    private static void write(ComparedColumn.Figure figure, JsonGenerator out) throws IOException {
        double value = figure.value();
        if (figure.unit().equals(Statistic.FLAG)) {
            out.writeBoolean(value != 0);
        } else if (figure.unit().equals(Statistic.COUNT) && value == Math.rint(value)) {
            out.writeNumber((long) value);
        } else {
            ComparisonJson.number(value, out);
        }
    }
}
