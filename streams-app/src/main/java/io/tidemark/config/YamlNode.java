package io.tidemark.config;

import java.util.List;
import java.util.Map;

/** A node of a YAML document, with the line it begins on; aliases are already followed. */
sealed interface YamlNode {
    /** Line in the file, from 1. */
    int line();

    /** How many scalars it has when every alias is written out. */
    long weight();

    /** One of its own with the same content. */
    YamlNode copy();

    /** How the node is called in a message: a text, a list, … */
    String description();

    /**
     * A single value.
     *
     * @param text as written, without quotes; empty for nothing at all
     * @param type what YAML takes it for
     */
    record Scalar(int line, String text, Type type) implements YamlNode {
        @Override
        public YamlNode copy() {
            return new Scalar(line, text, type);
        }

        @Override
        public long weight() {
            return 1;
        }

        @Override
        public String description() {
            return "a single value";
        }
    }

    /** What YAML takes a scalar for. */
    enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        NOTHING
    }

    /** Nodes in order. */
    record Sequence(int line, List<YamlNode> items, long weight) implements YamlNode {
        static Sequence of(int line, List<YamlNode> items) {
            return new Sequence(
                    line, items, items.stream().mapToLong(YamlNode::weight).sum() + 1);
        }

        @Override
        public YamlNode copy() {
            return new Sequence(line, items, weight);
        }

        @Override
        public String description() {
            return "a list";
        }
    }

    /** Nodes by key, in file order. */
    record Mapping(int line, Map<String, YamlNode> entries, long weight) implements YamlNode {
        static Mapping of(int line, Map<String, YamlNode> entries) {
            return new Mapping(
                    line,
                    entries,
                    entries.values().stream().mapToLong(YamlNode::weight).sum() + 1);
        }

        @Override
        public YamlNode copy() {
            return new Mapping(line, entries, weight);
        }

        @Override
        public String description() {
            return "a section of keys";
        }
    }
}
