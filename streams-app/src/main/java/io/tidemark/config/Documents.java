package io.tidemark.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The documents of a file by what they are.
 *
 * @param monitors those with monitors
 * @param slos OpenSLO documents of {@code kind: SLO}
 * @param alertPolicies OpenSLO documents of {@code kind: AlertPolicy}
 */
record Documents(List<Section> monitors, List<Section> slos, List<Section> alertPolicies) {
    private static final List<String> KINDS = List.of("SLO", "AlertPolicy");

    static Documents sort(List<YamlNode> documents, Report report) {
        Documents sorted = new Documents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < documents.size(); i++) {
            if (documents.get(i) instanceof YamlNode.Mapping mapping) {
                sorted.add(mapping, i + 1, report);
            } else {
                report.add(
                        documents.get(i).line(),
                        "document " + (i + 1) + " is " + documents.get(i).description()
                                + "; write monitors: or an OpenSLO document");
            }
        }
        return sorted;
    }

    private void add(YamlNode.Mapping mapping, int number, Report report) {
        boolean isOpenSlo =
                mapping.entries().containsKey("kind") || mapping.entries().containsKey("apiVersion");
        if (!isOpenSlo) {
            monitors.add(new Section(report, "", mapping.line(), mapping.entries()));
            return;
        }
        Section document = new Section(report, prefix(mapping, number), mapping.line(), mapping.entries());
        Field version = document.field("apiVersion");
        if (!version.requiredText("write openslo/v1").equals("openslo/v1") && version.isSingle()) {
            version.fail("is not supported; write openslo/v1");
        }
        Field kind = document.field("kind");
        switch (kind.requiredText("write SLO")) {
            case "SLO" -> slos.add(document);
            case "AlertPolicy" -> alertPolicies.add(document);
            default -> rejectKind(kind);
        }
    }

    private static void rejectKind(Field kind) {
        if (kind.isSingle()) {
            kind.fail("is not supported; " + Names.suggestion(kind.text(""), KINDS, "known here:"));
        }
    }

    /** {@code slo vic-drift: }, or the number of the document if it has no name. */
    private static String prefix(YamlNode.Mapping mapping, int number) {
        if (mapping.entries().get("metadata") instanceof YamlNode.Mapping metadata
                && metadata.entries().get("name") instanceof YamlNode.Scalar name
                && !name.text().isBlank()) {
            boolean isSlo = mapping.entries().get("kind") instanceof YamlNode.Scalar kind
                    && kind.text().equals("SLO");
            return (isSlo ? "slo " : "document ") + name.text() + ": ";
        }
        return "document " + number + ": ";
    }
}
