package io.tidemark.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects of a file by name, and who refers to whom. Owned by one reader. */
final class SloLinks {
    /** Kinds that are there to be referred to. */
    private static final Set<ObjectKind> REFERRED_TO = EnumSet.of(
            ObjectKind.SLI,
            ObjectKind.ALERT_POLICY,
            ObjectKind.ALERT_CONDITION,
            ObjectKind.ALERT_NOTIFICATION_TARGET,
            ObjectKind.ERROR_BUDGET_POLICY,
            ObjectKind.ESCALATION,
            ObjectKind.ROLE);

    private final Report report;
    private final Map<ObjectKind, Map<String, SloObject>> objects = new EnumMap<>(ObjectKind.class);
    private final Set<SloObject> used = new HashSet<>();

    /** Reports names that are given twice; those of SLOs are checked once references are followed. */
    SloLinks(List<SloObject> all, Report report) {
        this.report = report;
        for (SloObject object : all) {
            SloObject earlier = of(object.kind()).putIfAbsent(object.name(), object);
            boolean isNamed = !object.name().isBlank() && object.kind() != ObjectKind.SLO;
            if (earlier != null && isNamed && object.kind() != ObjectKind.PRESET) {
                object.section(report).fail("is the second " + words(object.kind()) + " of that name; name each once");
            }
        }
    }

    private Map<String, SloObject> of(ObjectKind kind) {
        return objects.computeIfAbsent(kind, unused -> new LinkedHashMap<>());
    }

    /** {@code alert policy}, for sentences; {@code SLI} stays as it is. */
    static String words(ObjectKind kind) {
        String word = kind.word();
        return word.equals(word.toUpperCase(Locale.ROOT))
                ? word
                : word.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    Report report() {
        return report;
    }

    /** Every object of a kind, in file order. */
    List<SloObject> all(ObjectKind kind) {
        return List.copyOf(of(kind).values());
    }

    boolean has(ObjectKind kind, String name) {
        return of(kind).containsKey(name);
    }

    boolean isUsed(SloObject object) {
        return used.contains(object);
    }

    /** Notes that something refers to an object, if there is one. */
    void use(ObjectKind kind, String name) {
        SloObject object = of(kind).get(name);
        if (object != null) {
            used.add(object);
        }
    }

    /**
     * What a field refers to.
     *
     * @param alwaysThere names that need no object
     * @return null if there is no such object; that is reported, unless it is always there
     */
    @Nullable
    SloObject find(ObjectKind kind, Field reference, Set<String> alwaysThere) {
        String name = reference.requiredText("name one");
        SloObject object = of(kind).get(name);
        if (object != null) {
            used.add(object);
        } else if (!name.isBlank() && !alwaysThere.contains(name)) {
            reference.fail("is not " + article(kind) + "; " + known(kind, name, alwaysThere));
        }
        return object;
    }

    private static String article(ObjectKind kind) {
        String words = words(kind);
        return ("aeiouS".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }

    private String known(ObjectKind kind, String name, Set<String> alwaysThere) {
        List<String> names = new ArrayList<>(alwaysThere);
        names.addAll(of(kind).keySet());
        return names.isEmpty()
                ? "write a document of kind: " + kind.word() + ", metadata: {name: " + name + "}"
                : Names.suggestion(name, names, "known here:");
    }

    /** Warns of objects that nothing refers to, where there is an SLO that could. */
    void warnOfUnused() {
        if (of(ObjectKind.SLO).isEmpty() && of(ObjectKind.PRESET).isEmpty()) {
            return;
        }
        for (ObjectKind kind : REFERRED_TO) {
            of(kind).values().stream()
                    .filter(object -> !used.contains(object) && !object.name().isBlank())
                    .forEach(object -> report.warn(
                            object.node().line(), object.path() + "is used by nothing; refer to it, or take it out"));
        }
    }
}
