package io.tidemark.runtime.live;

import io.tidemark.ingest.SchemaSource;
import io.tidemark.ingest.SchemaSource.UnknownSchema;
import io.tidemark.runtime.first.Figures;
import io.tidemark.serde.Registry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the registry answers, and knows the schemas that records name. */
final class RegistryCheck {
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]{1,200})\"");
    private static final int ANY_ID = 1;
    private static final int LISTED = 10;

    private RegistryCheck() {}

    /** Says so; schemas of all topics together. */
    static void check(Registry registry, List<TopicFacts> topics, Section section) {
        Map<Integer, Long> ids = new TreeMap<>();
        topics.forEach(topic -> topic.schemaIds().forEach((id, records) -> ids.merge(id, records, Long::sum)));
        boolean isSilent = !registry.isInProcess() && isSilent(registry, topics, section);
        if (registry.isInProcess() && ids.isEmpty()) {
            section.ok("inside this process; no record that was looked at names a schema");
        } else if (registry.isInProcess()) {
            section.note(
                    "a registry inside this process knows Tidemark's own events only; name the producers' by --registry");
        }
        if (!isSilent) {
            schemas(registry, ids, section);
        }
    }

    private static boolean isSilent(Registry registry, List<TopicFacts> topics, Section section) {
        String silence = topics.stream()
                .map(TopicFacts::silence)
                .filter(said -> !said.isEmpty())
                .findFirst()
                .orElseGet(() -> ask(registry));
        if (silence.isEmpty()) {
            section.ok("answers");
            return false;
        }
        section.mend("does not answer: " + silence
                + "; correct --registry, or start it: run waits for it, for --schema-patience, before it begins");
        return true;
    }

    /** An id that may be there or not: either is an answer. */
    private static String ask(Registry registry) {
        try {
            registry.schemaById(ANY_ID);
            return "";
        } catch (UnknownSchema anAnswer) {
            return "";
        } catch (SchemaSource.Unanswered unanswered) {
            return String.valueOf(unanswered.getMessage());
        }
    }

    private static void schemas(Registry registry, Map<Integer, Long> ids, Section section) {
        List<String> known = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        ids.forEach((id, records) -> {
            try {
                Matcher name = NAME.matcher(registry.schemaById(id));
                known.add(
                        id + (name.find() ? " " + name.group(1) : "") + " (" + Figures.plural(records, "record") + ")");
            } catch (UnknownSchema | SchemaSource.Unanswered none) {
                unknown.add(id + " (" + Figures.plural(records, "record") + ")");
            }
        });
        if (!known.isEmpty()) {
            section.ok("knows the schema" + (known.size() == 1 ? " " : "s ") + listed(known));
        }
        if (!unknown.isEmpty()) {
            section.mend("does not know the schema" + (unknown.size() == 1 ? " " : "s ") + listed(unknown)
                    + "; name the registry of the producers by --registry");
        }
    }

    private static String listed(List<String> all) {
        return String.join(", ", all.subList(0, Math.min(LISTED, all.size())))
                + (all.size() > LISTED ? ", … (" + all.size() + ")" : "");
    }
}
