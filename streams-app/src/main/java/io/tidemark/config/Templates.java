package io.tidemark.config;

import io.tidemark.domain.ModelKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes out the monitors of templates, as if somebody had written them: {@code {model: ctr-7, template: ranking}} becomes a monitor and its objects. A monitor's
 * own keys come before the template's; sections are merged key by key, lists and single values are replaced. Mistakes are told where they stand, those of a
 * template once for all its models.
 */
final class Templates {
    /** What a monitor may say of its template; none of it is left once that is written out. */
    static final List<String> KEYS = List.of("models", "template", "with");

    /** What templates may write out, so that a small file does not become a huge one. */
    private static final long MOST = 2_000_000;

    private final Report report;
    private final Map<String, Template> templates = new TreeMap<>();
    private final List<YamlNode> objects = new ArrayList<>();
    private long written;

    private Templates(Report report) {
        this.report = report;
    }

    /** The documents without templates, and with what they stand for. */
    static List<YamlNode> applied(List<YamlNode> documents, Report report) {
        return new Templates(report).apply(documents);
    }

    private List<YamlNode> apply(List<YamlNode> documents) {
        List<YamlNode> rest = new ArrayList<>();
        documents.forEach(document -> takeOut(document, rest));
        List<YamlNode> applied = new ArrayList<>();
        rest.forEach(document -> applied.add(withMonitors(document)));
        if (!objects.isEmpty()) {
            applied.add(YamlNode.Sequence.of(objects.get(0).line(), objects));
        }
        return applied;
    }

    private void takeOut(YamlNode document, List<YamlNode> rest) {
        if (Template.isOne(document)) {
            keep((YamlNode.Mapping) document);
        } else if (document instanceof YamlNode.Sequence list
                && list.items().stream().anyMatch(Template::isOne)) {
            List<YamlNode> others = new ArrayList<>();
            list.items().forEach(item -> takeOut(item, others));
            if (!others.isEmpty()) {
                rest.add(YamlNode.Sequence.of(list.line(), others));
            }
        } else {
            rest.add(document);
        }
    }

    private void keep(YamlNode.Mapping node) {
        Template template = Template.read(node, report);
        Template earlier = templates.putIfAbsent(template.name(), template);
        if (earlier != null && !template.name().isBlank()) {
            report.add(node.line(), template.path() + "is there twice; name each template once");
        }
    }

    private YamlNode withMonitors(YamlNode document) {
        if (!(document instanceof YamlNode.Mapping mapping)
                || !(mapping.entries().get("monitors") instanceof YamlNode.Sequence monitors)) {
            return document;
        }
        List<YamlNode> items = new ArrayList<>();
        for (int i = 0; i < monitors.items().size(); i++) {
            YamlNode item = monitors.items().get(i);
            String path = "monitors[" + i + "]";
            if (item instanceof YamlNode.Mapping monitor && isOfTemplate(monitor)) {
                writeOut(monitor, path, items);
            } else {
                items.add(report.writtenAt(path, item));
            }
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>(mapping.entries());
        entries.put("monitors", YamlNode.Sequence.of(monitors.line(), items));
        return YamlNode.Mapping.of(mapping.line(), entries);
    }

    private static boolean isOfTemplate(YamlNode.Mapping monitor) {
        return KEYS.stream().anyMatch(monitor.entries()::containsKey);
    }

    private void writeOut(YamlNode.Mapping monitor, String path, List<YamlNode> items) {
        Section section = new Section(report, path, monitor.line(), monitor.entries());
        Field called = section.field("template");
        String name = called.requiredText("name the template that models, or with, are for");
        Template template = templates.get(name);
        if (template == null && !name.isBlank()) {
            called.fail("is no template of this file; " + Names.suggestion(name, templates.keySet(), "there are"));
        }
        Map<String, YamlNode> own = new LinkedHashMap<>(monitor.entries());
        KEYS.forEach(own::remove);
        List<YamlNode> models = models(section);
        if (template == null) {
            return;
        }
        Map<String, YamlNode> values = values(section.field("with"), template);
        for (YamlNode model : models) {
            own.put(Template.MODEL, model);
            values.put(Template.MODEL, model);
            items.add(writeOut(template, YamlNode.Mapping.of(monitor.line(), own), path, values));
        }
    }

    /** The one model, or the several, that a monitor is of. */
    private static List<YamlNode> models(Section section) {
        Field several = section.field("models");
        if (!several.isPresent()) {
            Field one = section.field(Template.MODEL);
            one.requiredText("name the model, or models: [a, b]");
            return one.isSingle() ? List.of(one.node()) : List.of();
        }
        if (section.has(Template.MODEL)) {
            section.field(Template.MODEL).fail("stands beside models; keep one of them");
        }
        several.names();
        return several.itemsIfList().stream()
                .filter(Field::isSingle)
                .map(Field::node)
                .toList();
    }

    /** What stands for each parameter; one that is missing, or not known, is reported. */
    private Map<String, YamlNode> values(Field with, Template template) {
        Map<String, YamlNode> values = new TreeMap<>(template.parameters());
        Section said = with.section();
        for (String key : said.keys()) {
            Field value = said.field(key);
            if (!template.parameters().containsKey(key)) {
                value.fail("is no parameter of template " + template.name() + "; "
                        + Names.suggestion(key, template.parameters().keySet(), "there are"));
            }
            value.text("");
            values.put(key, value.node());
        }
        values.forEach((key, value) -> {
            if (value instanceof YamlNode.Scalar scalar && scalar.type() == YamlNode.Type.NOTHING) {
                report.add(
                        with.line(),
                        Section.join(with.path(), key) + " is missing; template " + template.name() + " needs it");
            }
        });
        return values;
    }

    private YamlNode writeOut(Template template, YamlNode.Mapping own, String path, Map<String, YamlNode> said) {
        String place = template.path() + "spec";
        @Nullable YamlNode tenant = tenant(template, own);
        Map<String, YamlNode> values = new TreeMap<>(said);
        values.put(Template.TENANT, tenant == null ? Yaml.text(own.line(), ModelKey.DEFAULT_TENANT) : tenant);
        YamlNode monitor =
                merged(template.filled(template.monitor(), Section.join(place, "monitor"), values, report), own);
        for (int i = 0; i < template.objects().size(); i++) {
            YamlNode object = template.objects().get(i);
            count(object);
            YamlNode filled = template.filled(object, Section.join(place, "objects[" + i + "]"), values, report);
            objects.add(tenant == null ? filled : withTenant(filled, tenant));
        }
        count(monitor);
        return report.writtenAt(path, monitor);
    }

    /** Whose the model is: as the monitor says, else as the template does. */
    private static @Nullable YamlNode tenant(Template template, YamlNode.Mapping own) {
        YamlNode said = own.entries().get(Template.TENANT);
        YamlNode tenant = said == null ? template.monitor().entries().get(Template.TENANT) : said;
        return tenant instanceof YamlNode.Scalar ? tenant : null;
    }

    /** An SLO or preset that does not name a tenant is of its monitor's. */
    private YamlNode withTenant(YamlNode object, YamlNode tenant) {
        if (!(object instanceof YamlNode.Mapping mapping)
                || !(mapping.entries().get("kind") instanceof YamlNode.Scalar kind)) {
            return object;
        }
        YamlNode.Mapping named = Yaml.section(object.line(), Template.TENANT, tenant);
        if (kind.text().equals(ObjectKind.PRESET.word())) {
            return merged(Yaml.section(object.line(), "spec", named), object);
        }
        return kind.text().equals(ObjectKind.SLO.word())
                ? merged(Yaml.section(object.line(), "metadata", Yaml.section(object.line(), "labels", named)), object)
                : object;
    }

    private void count(YamlNode node) {
        written += node.weight();
        if (written > MOST) {
            throw report.fatal(
                    node.line(),
                    "templates write out more than " + MOST
                            + " values; use several files, or several applications, for so many models");
        }
    }

    /** The upper one's keys before the lower one's; sections are merged, all else is replaced. */
    private YamlNode merged(YamlNode lower, YamlNode upper) {
        if (!(lower instanceof YamlNode.Mapping below) || !(upper instanceof YamlNode.Mapping above)) {
            return upper;
        }
        Map<String, YamlNode> entries = new LinkedHashMap<>(below.entries());
        above.entries().forEach((key, value) -> {
            YamlNode known = entries.get(key);
            entries.put(key, known == null ? value : merged(known, value));
        });
        return YamlNode.Mapping.of(above.line(), entries);
    }
}
