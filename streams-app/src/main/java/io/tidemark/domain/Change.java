package io.tidemark.domain;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Somebody or something changed what may explain an alert later.
 *
 * @param eventId identifies the event; a second delivery has the same
 * @param kind what was changed
 * @param model the model that it concerns; empty if it concerns all of them
 * @param atMs when it took effect, event time
 * @param version version after it; empty if it is not one of version
 * @param previousVersion version before it; empty if unknown
 * @param scope where it took effect, as dimensions; empty means everywhere
 * @param subject the thing that was changed; empty if the kind says it all
 * @param actor who or what did it; empty if unknown
 * @param summary one sentence for people
 * @param link where to read more; empty if nowhere
 */
public record Change(
        String eventId,
        Kind kind,
        String model,
        long atMs,
        String version,
        String previousVersion,
        Map<String, String> scope,
        String subject,
        String actor,
        String summary,
        String link)
        implements Tiding {
    /** Most characters of an id, a version, a dimension, a value and the like; what a topic brings beyond is cut. */
    public static final int LONGEST_NAME = 200;

    /** Most characters of a summary or a link; what a topic brings beyond is cut. */
    public static final int LONGEST_SENTENCE = 500;

    /** Most dimensions of a scope; what a topic brings beyond is left out. */
    public static final int MOST_DIMENSIONS = 16;

    public Change {
        scope = Collections.unmodifiableSortedMap(new TreeMap<>(scope));
    }

    /** The same under another id. */
    public Change withId(String id) {
        return new Change(id, kind, model, atMs, version, previousVersion, scope, subject, actor, summary, link);
    }

    /** Whether it concerns every model. */
    public boolean concernsAllModels() {
        return model.isEmpty();
    }

    /** What was changed. The names are those of the schema; the order is part of a byte layout: append only. */
    public enum Kind {
        OTHER,
        DEPLOYED,
        LOADED,
        LOAD_FAILED,
        PROMOTED,
        ROLLED_BACK,
        CONFIG_CHANGED,
        SCHEMA_CHANGED,
        FEATURE_FLAG,
        DEPENDENCY,
        DATA_SOURCE_CHANGED,
        RETRAINED,
        DEMOTED;

        /** The word in files and on the command line: {@code config_changed}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All words, in order. */
        public static List<String> words() {
            return Stream.of(values()).map(Kind::word).toList();
        }

        /**
         * The kind of a word; {@code config-changed} is read too.
         *
         * @throws IllegalArgumentException if there is none
         */
        public static Kind of(String word) {
            return valueOf(word.strip().replace('-', '_').toUpperCase(Locale.ROOT));
        }

        /** Whether it says which version serves from now on, so that the data must show it. */
        public boolean putsVersionInService() {
            return this == DEPLOYED || this == LOADED || this == PROMOTED || this == ROLLED_BACK;
        }
    }
}
