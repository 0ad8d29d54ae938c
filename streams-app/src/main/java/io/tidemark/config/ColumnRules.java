package io.tidemark.config;

import io.tidemark.domain.ColumnPattern;
import io.tidemark.domain.QualityRules;
import io.tidemark.stats.ColumnKind;
import io.tidemark.stats.grid.TextPattern;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which columns are measured, and what is known of them.
 *
 * @param include names or patterns ({@code price_*}) of the columns to measure; empty: all
 * @param exclude names or patterns of columns not to measure; wins over {@code include}
 * @param kinds what columns hold where it is declared; the others are inferred
 * @param patterns shapes of texts that the owner names, for string columns that have such
 * @param allowed the values that are valid, for columns that have such a rule
 * @param redact names or patterns of columns whose values are never shown
 * @param request columns of the request itself, {@code latency} and {@code status}, that are measured like features; a feature of that name
 *     is then not measured
 * @param hash columns whose values are replaced by keyed hashes before they are counted
 */
public record ColumnRules(
        List<String> include,
        List<String> exclude,
        Map<String, ColumnKind> kinds,
        Map<String, List<TextPattern>> patterns,
        Map<String, AllowedValues> allowed,
        List<String> redact,
        Set<String> request,
        Hashing hash) {
    public ColumnRules {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        kinds = Map.copyOf(kinds);
        patterns = Map.copyOf(patterns);
        allowed = Map.copyOf(allowed);
        redact = List.copyOf(redact);
        request = Set.copyOf(request);
    }

    /** Rules that hash nothing. */
    public ColumnRules(
            List<String> include,
            List<String> exclude,
            Map<String, ColumnKind> kinds,
            Map<String, List<TextPattern>> patterns,
            Map<String, AllowedValues> allowed,
            List<String> redact,
            Set<String> request) {
        this(include, exclude, kinds, patterns, allowed, redact, request, Hashing.NONE);
    }

    /** Rules that do not measure requests. */
    public ColumnRules(
            List<String> include,
            List<String> exclude,
            Map<String, ColumnKind> kinds,
            Map<String, List<TextPattern>> patterns,
            Map<String, AllowedValues> allowed,
            List<String> redact) {
        this(include, exclude, kinds, patterns, allowed, redact, Set.of());
    }

    /** Rules that redact nothing. */
    public ColumnRules(
            List<String> include,
            List<String> exclude,
            Map<String, ColumnKind> kinds,
            Map<String, List<TextPattern>> patterns,
            Map<String, AllowedValues> allowed) {
        this(include, exclude, kinds, patterns, allowed, List.of());
    }

    /** Whether the values of a column of that name, or of the one that it is derived of, are never shown. */
    public boolean redacts(String column) {
        return QualityRules.redacts(redact, column);
    }

    /** The same, hashing otherwise. */
    public ColumnRules with(Hashing other) {
        return new ColumnRules(include, exclude, kinds, patterns, allowed, redact, request, other);
    }

    /** Whether a column of that name is to be measured. */
    public boolean measures(String column) {
        return ColumnPattern.selects(include, exclude, column);
    }
}
