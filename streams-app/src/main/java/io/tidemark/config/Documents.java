package io.tidemark.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The documents of a file by what they are; a document may also be a list of objects.
 *
 * @param monitors those with monitors
 * @param objects OpenSLO's objects and ours, in file order
 */
record Documents(List<Section> monitors, List<SloObject> objects) {
    private static final String OPENSLO = "openslo/v1";

    static Documents sort(List<YamlNode> documents, Report report) {
        Documents sorted = new Documents(new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < documents.size(); i++) {
            String place = "document " + (i + 1);
            if (documents.get(i) instanceof YamlNode.Sequence sequence
                    && sequence.items().stream().anyMatch(YamlNode.Mapping.class::isInstance)) {
                for (int item = 0; item < sequence.items().size(); item++) {
                    sorted.add(sequence.items().get(item), place + "[" + item + "]", report);
                }
            } else {
                sorted.add(documents.get(i), place, report);
            }
        }
        return sorted;
    }

    private void add(YamlNode node, String place, Report report) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            report.add(node.line(), place + " is " + node.description() + "; write monitors: or an OpenSLO document");
            return;
        }
        boolean isObject =
                mapping.entries().containsKey("kind") || mapping.entries().containsKey("apiVersion");
        if (isObject) {
            addObject(mapping, place, report);
        } else {
            monitors.add(new Section(report, "", mapping.line(), mapping.entries()));
        }
    }

    private void addObject(YamlNode.Mapping mapping, String place, Report report) {
        String path = prefix(mapping, place);
        Section section = new Section(report, path, mapping.line(), mapping.entries());
        Field kindField = section.field("kind");
        String word = kindField.requiredText("write SLO");
        Optional<ObjectKind> kind = ObjectKind.of(word);
        if (kind.isEmpty() && kindField.isSingle() && !word.isBlank()) {
            kindField.fail("is not supported; " + Names.suggestion(word, ObjectKind.words(), "known here:"));
        }
        List<String> versions = kind.or(() -> ObjectKind.of(Names.nearest(word, ObjectKind.words())))
                .map(ObjectKind::versions)
                .orElse(List.of(OPENSLO));
        Field version = section.field("apiVersion");
        String remedy = "write " + String.join(" or ", versions);
        if (!versions.contains(version.requiredText(remedy)) && version.isSingle()) {
            version.fail("is not supported; " + remedy);
        }
        if (kind.isPresent()) {
            objects.add(new SloObject(kind.get(), name(mapping), path, mapping));
        }
    }

    /** Refuses SLOs of which another tool has the data: nothing of ours would ever be told of them. */
    void rejectElsewhere(List<SloSpec> slos, Report report) {
        for (SloSpec slo : slos) {
            if (slo.indicator() instanceof IndicatorSpec.Elsewhere elsewhere) {
                int line = objects.stream()
                        .filter(object ->
                                object.kind() == ObjectKind.SLO && slo.name().startsWith(object.name()))
                        .mapToInt(object -> object.node().line())
                        .max()
                        .orElse(0);
                report.add(
                        line,
                        "slo " + slo.name() + ": is measured by " + elsewhere.tool()
                                + ", which Tidemark does not ask; write metricSource: {type: tidemark, spec: {kind: …}}, or keep"
                                + " it in a file of its own for tidemark slo explain and simulate");
            }
        }
    }

    /** {@code slo vic-drift: }, or the place in the file if it has no name. */
    private static String prefix(YamlNode.Mapping mapping, String place) {
        String name = name(mapping);
        String kind = mapping.entries().get("kind") instanceof YamlNode.Scalar word ? word.text() : "";
        String what = kind.equals("SLO") || kind.equals("Preset") ? kind.toLowerCase(Locale.ROOT) : "document";
        return name.isBlank() ? place + ": " : what + " " + name + ": ";
    }

    private static String name(YamlNode.Mapping mapping) {
        return mapping.entries().get("metadata") instanceof YamlNode.Mapping metadata
                        && metadata.entries().get("name") instanceof YamlNode.Scalar name
                ? name.text()
                : "";
    }
}
