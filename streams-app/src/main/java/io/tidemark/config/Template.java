package io.tidemark.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code kind: Template}: what many models have in common, a monitor and objects such as presets, with places for what differs: {@code ${model}} and
 * parameters of its own.
 *
 * @param name by which monitors call it
 * @param path what its places begin with in messages: {@code template ranking: }
 * @param monitor what its monitors say unless they say something else
 * @param objects what each model gets besides
 * @param parameters what stands for each where a monitor does not say; nothing for those that it has to say
 */
record Template(
        String name,
        String path,
        YamlNode.Mapping monitor,
        List<YamlNode.Mapping> objects,
        Map<String, YamlNode> parameters) {
    static final String MODEL = "model";
    static final String TENANT = "tenant";
    private static final String API = "tidemark.io/v1";
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    static boolean isOne(YamlNode node) {
        return node instanceof YamlNode.Mapping mapping
                && mapping.entries().get("kind") instanceof YamlNode.Scalar kind
                && kind.text().equals(ObjectKind.TEMPLATE.word());
    }

    /** Reads one; what is wrong with it is reported. */
    static Template read(YamlNode.Mapping node, Report report) {
        String path = "template on line " + node.line() + ": ";
        Section unnamed = new Section(report, path, node.line(), node.entries());
        String name = unnamed.field("metadata").sectionIfSection().field("name").text("");
        Section section =
                name.isBlank() ? unnamed : new Section(report, "template " + name + ": ", node.line(), node.entries());
        section.field("kind");
        Field version = section.field("apiVersion");
        if (!version.requiredText("write " + API).equals(API) && version.isSingle()) {
            version.fail("is not supported; write " + API);
        }
        section.section(
                "metadata", metadata -> metadata.field("name").requiredText("name it, for monitors to call it by"));
        Template template = section.section("spec", spec -> spec(name, section.path(), spec));
        section.finish();
        return template;
    }

    private static Template spec(String name, String path, Section spec) {
        Field monitor = spec.field("monitor");
        monitor.section();
        Section stated = monitor.sectionIfSection();
        Stream.concat(Stream.of(MODEL), Templates.KEYS.stream())
                .filter(stated::has)
                .forEach(key -> stated.field(key).fail("is what its monitors say, not the template; take it out"));
        List<YamlNode.Mapping> objects = new ArrayList<>();
        for (Field object : spec.field("objects").items()) {
            object.section();
            if (object.node() instanceof YamlNode.Mapping mapping) {
                objects.add(mapping);
            }
        }
        YamlNode.Mapping lower = monitor.node() instanceof YamlNode.Mapping mapping
                ? mapping
                : YamlNode.Mapping.of(spec.line(), Map.of());
        return new Template(name, path, lower, List.copyOf(objects), parameters(spec));
    }

    private static Map<String, YamlNode> parameters(Section spec) {
        Map<String, YamlNode> parameters = new LinkedHashMap<>();
        spec.entries("parameters", named -> {
            if (named.name().equals(MODEL)
                    || named.name().equals(TENANT)
                    || !PARAMETER.matcher(named.name()).matches()) {
                named.field()
                        .fail("is not a name for a parameter; write letters, digits and '_', and not " + MODEL + " or "
                                + TENANT + ", which are always there");
            }
            named.field().text("");
            parameters.put(named.name(), named.field().node());
        });
        return parameters;
    }

    /**
     * A copy of a node of the template with its places filled; a place of no parameter is reported, once for all models.
     *
     * @param path of the node in the template
     */
    YamlNode filled(YamlNode node, String path, Map<String, YamlNode> values, Report report) {
        YamlNode copy;
        if (node instanceof YamlNode.Mapping mapping) {
            Map<String, YamlNode> entries = new LinkedHashMap<>();
            mapping.entries()
                    .forEach((key, value) -> entries.put(key, filled(value, Section.join(path, key), values, report)));
            copy = YamlNode.Mapping.of(mapping.line(), entries);
        } else if (node instanceof YamlNode.Sequence sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                items.add(filled(sequence.items().get(i), path + "[" + i + "]", values, report));
            }
            copy = YamlNode.Sequence.of(sequence.line(), items);
        } else {
            copy = scalar((YamlNode.Scalar) node, path, values, report);
        }
        return report.writtenAt(path, copy);
    }

    private YamlNode scalar(YamlNode.Scalar scalar, String path, Map<String, YamlNode> values, Report report) {
        Matcher whole = PLACE.matcher(scalar.text());
        if (whole.matches() && values.get(whole.group(1)) instanceof YamlNode.Scalar value) {
            return new YamlNode.Scalar(scalar.line(), value.text(), value.type());
        }
        Function<String, String> value = name -> {
            if (values.get(name) instanceof YamlNode.Scalar known) {
                return known.text();
            }
            Set<String> names = new TreeSet<>(values.keySet());
            report.add(
                    scalar.line(),
                    path + "=" + scalar.text() + " has a place for ${" + name + "}, which is no parameter; "
                            + Names.suggestion(name, names, "there are"));
            return "";
        };
        String text = whole.reset().replaceAll(place -> Matcher.quoteReplacement(value.apply(place.group(1))));
        return new YamlNode.Scalar(scalar.line(), text, scalar.type());
    }
}
