package io.tidemark.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One object of OpenSLO, or of ours beside it, before it is read.
 *
 * @param kind what it is
 * @param name its metadata's name; empty if it has none
 * @param path what its places begin with in messages: {@code slo vic-drift: }
 * @param node the object
 */
record SloObject(ObjectKind kind, String name, String path, YamlNode.Mapping node) {
    /** Its keys, none of them read yet. */
    Section section(Report report) {
        Section section = new Section(report, path, node.line(), node.entries());
        section.field("apiVersion");
        section.field("kind");
        return section;
    }

    /** The object without a key, under which another says where it stands. */
    static YamlNode.Mapping with(YamlNode.Mapping node, Map<String, YamlNode> replaced) {
        Map<String, YamlNode> entries = new LinkedHashMap<>(node.entries());
        entries.putAll(replaced);
        return YamlNode.Mapping.of(node.line(), entries);
    }
}
