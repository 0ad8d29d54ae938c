package io.tidemark.query;

import java.util.SortedMap;

/**
 * What an application runs with, as it may be shown to anybody: secrets, and what is said of redacted columns, are {@code ***}.
 *
 * @param application settings by section and name
 * @param monitors the monitor file with every default filled in, as maps, lists, texts and numbers
 */
public record Configuration(
        SortedMap<String, SortedMap<String, String>> application, SortedMap<String, Object> monitors) {}
