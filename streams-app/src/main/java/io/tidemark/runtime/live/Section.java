package io.tidemark.runtime.live;

import io.tidemark.runtime.live.Finding.Weight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to say of one thing: the cluster, a topic, the registry. Owned by one thread.
 *
 * <p>Findings stand in the order in which they were found; facts are figures for machines, in text or number.
 */
public final class Section {
    private final String about;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    Section(String about) {
        this.about = about;
    }

    /** What it speaks of: {@code topic payments}. */
    public String about() {
        return about;
    }

    public List<Finding> findings() {
        return Collections.unmodifiableList(findings);
    }

    /** Texts and whole numbers by name. */
    public Map<String, Object> facts() {
        return Collections.unmodifiableMap(facts);
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    void fact(String name, long value) {
        facts.put(name, value);
    }

    void ok(String text) {
        findings.add(new Finding(Weight.OK, text));
    }

    void note(String text) {
        findings.add(new Finding(Weight.NOTE, text));
    }

    void create(String text) {
        findings.add(new Finding(Weight.NEW, text));
    }

    void mend(String text) {
        findings.add(new Finding(Weight.MEND, text));
    }
}
