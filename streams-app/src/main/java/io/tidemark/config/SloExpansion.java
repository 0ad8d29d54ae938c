package io.tidemark.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * SLOs with everything in one place: what {@code indicatorRef} and {@code metricSourceRef} stand for is put where they stand, and an
 * SLO of several objectives becomes one SLO each, since each has a budget of its own. The nodes keep their lines, so that a mistake
 * in an SLI is told where it stands.
 */
final class SloExpansion {
    private static final List<String> METRICS = List.of("good", "bad", "total", "raw");

    private final SloLinks links;
    private final Report report;

    private SloExpansion(SloLinks links) {
        this.links = links;
        this.report = links.report();
    }

    /** One SLO for each objective; the same one if it has no more. */
    static List<SloObject> of(SloObject slo, SloLinks links) {
        return new SloExpansion(links).expand(slo);
    }

    private List<SloObject> expand(SloObject slo) {
        if (!(slo.node().entries().get("spec") instanceof YamlNode.Mapping spec)) {
            return List.of(slo);
        }
        Section section = slo.section(report).field("spec").sectionIfSection();
        YamlNode.Mapping linked = indicated(spec, section);
        List<Field> objectives = section.field("objectives").itemsIfList();
        boolean isComposite = objectives.stream().anyMatch(SloExpansion::hasIndicator);
        if (isComposite && linked.entries().containsKey("indicator")) {
            section.field("objectives")
                    .fail("name indicators of their own, beside the SLO's; keep the SLO's or theirs");
        }
        if (objectives.size() < 2 && !isComposite) {
            return List.of(with(slo, slo.name(), linked));
        }
        List<SloObject> expanded = new ArrayList<>();
        for (int i = 0; i < objectives.size(); i++) {
            expanded.add(one(slo, linked, objectives.get(i), objectives.size() == 1 ? "" : "-" + (i + 1)));
        }
        return expanded;
    }

    private static boolean hasIndicator(Field objective) {
        Section section = objective.sectionIfSection();
        return section.has("indicator") || section.has("indicatorRef");
    }

    private SloObject one(SloObject slo, YamlNode.Mapping spec, Field field, String suffix) {
        if (!(field.node() instanceof YamlNode.Mapping node)) {
            field.fail("is " + field.node().description() + "; write a section of keys");
            return slo;
        }
        Section objective = field.section();
        if (objective.has("compositeWeight")) {
            Field weight = objective.field("compositeWeight");
            if (!(weight.number(1) > 0)) {
                weight.fail("is not greater than 0");
            }
            weight.warn("has no effect: each objective has a budget of its own, which no other can make up for");
        }
        YamlNode.Mapping own = indicated(node, objective);
        Map<String, YamlNode> left = new LinkedHashMap<>(own.entries());
        YamlNode indicator = left.remove("indicator");
        left.remove("compositeWeight");
        Map<String, YamlNode> replaced = new LinkedHashMap<>();
        replaced.put("objectives", YamlNode.Sequence.of(node.line(), List.of(YamlNode.Mapping.of(node.line(), left))));
        if (indicator != null) {
            replaced.put("indicator", indicator);
        }
        return with(slo, slo.name() + suffix, SloObject.with(spec, replaced));
    }

    private static SloObject with(SloObject slo, String name, YamlNode.Mapping spec) {
        Map<String, YamlNode> replaced = new LinkedHashMap<>();
        if (!name.equals(slo.name()) && slo.node().entries().get("metadata") instanceof YamlNode.Mapping metadata) {
            replaced.put(
                    "metadata",
                    SloObject.with(
                            metadata, Map.of("name", new YamlNode.Scalar(metadata.line(), name, YamlNode.Type.TEXT))));
        }
        replaced.put("spec", spec);
        String path = slo.path().replace(slo.name() + ": ", name + ": ");
        return new SloObject(slo.kind(), name, path, SloObject.with(slo.node(), replaced));
    }

    /** With the SLI in the place of {@code indicatorRef}, and what its sources refer to. */
    private YamlNode.Mapping indicated(YamlNode.Mapping holder, Section section) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(holder.entries());
        if (section.has("indicatorRef")) {
            Field reference = section.field("indicatorRef");
            if (section.has("indicator")) {
                reference.fail("stands beside indicator; keep one");
            }
            entries.remove("indicatorRef");
            SloObject sli = links.find(ObjectKind.SLI, reference, Set.of());
            if (sli != null) {
                entries.put("indicator", asIndicator(sli));
            }
        }
        if (entries.get("indicator") instanceof YamlNode.Mapping indicator) {
            entries.put("indicator", sourced(indicator));
        }
        return YamlNode.Mapping.of(holder.line(), entries);
    }

    /** An SLI as it would stand inside an SLO. */
    static YamlNode.Mapping asIndicator(SloObject sli) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(sli.node().entries());
        entries.remove("apiVersion");
        entries.remove("kind");
        return YamlNode.Mapping.of(sli.node().line(), entries);
    }

    /** An indicator whose metric sources say their type. */
    YamlNode.Mapping sourced(YamlNode.Mapping indicator) {
        if (!(indicator.entries().get("spec") instanceof YamlNode.Mapping spec)) {
            return indicator;
        }
        Map<String, YamlNode> replaced = new LinkedHashMap<>();
        if (spec.entries().get("thresholdMetric") instanceof YamlNode.Mapping metric) {
            replaced.put("thresholdMetric", typed(metric));
        }
        if (spec.entries().get("ratioMetric") instanceof YamlNode.Mapping ratio) {
            Map<String, YamlNode> metrics = new LinkedHashMap<>();
            for (String name : METRICS) {
                if (ratio.entries().get(name) instanceof YamlNode.Mapping metric) {
                    metrics.put(name, typed(metric));
                }
            }
            replaced.put("ratioMetric", SloObject.with(ratio, metrics));
        }
        return SloObject.with(indicator, Map.of("spec", SloObject.with(spec, replaced)));
    }

    static YamlNode.Mapping sourced(YamlNode.Mapping indicator, SloLinks links) {
        return new SloExpansion(links).sourced(indicator);
    }

    /** With the type of the data source that it refers to; one that is not in the file is somebody else's. */
    private YamlNode.Mapping typed(YamlNode.Mapping metric) {
        if (!(metric.entries().get("metricSource") instanceof YamlNode.Mapping source)
                || !(source.entries().get("metricSourceRef") instanceof YamlNode.Scalar reference)) {
            return metric;
        }
        @Nullable YamlNode type = type(reference);
        Map<String, YamlNode> entries = new LinkedHashMap<>(source.entries());
        if (type != null) {
            entries.putIfAbsent("type", type);
        }
        boolean isOurs = entries.get("type") instanceof YamlNode.Scalar scalar
                && scalar.text().equals("tidemark");
        if (isOurs) {
            entries.remove("metricSourceRef");
        }
        return SloObject.with(metric, Map.of("metricSource", YamlNode.Mapping.of(source.line(), entries)));
    }

    private @Nullable YamlNode type(YamlNode.Scalar reference) {
        for (SloObject source : links.all(ObjectKind.DATA_SOURCE)) {
            if (source.name().equals(reference.text())
                    && source.node().entries().get("spec") instanceof YamlNode.Mapping spec) {
                links.use(ObjectKind.DATA_SOURCE, source.name());
                return spec.entries().get("type");
            }
        }
        report.warn(
                reference.line(),
                "metricSourceRef=" + reference.text()
                        + " names no data source of this file, which is then somebody else's");
        return null;
    }
}
