package io.tidemark.domain;

import java.util.List;

/** A column name in which {@code *} stands for any run of characters. */
public final class ColumnPattern {
    private ColumnPattern() {}

    /** Whether one of the patterns matches the whole name. */
    public static boolean anyMatches(List<String> patterns, String column) {
        for (String pattern : patterns) {
            if (matches(pattern, column)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a name is chosen.
     *
     * @param include names or patterns; empty: all
     * @param exclude names or patterns; wins
     */
    public static boolean selects(List<String> include, List<String> exclude, String column) {
        return (include.isEmpty() || anyMatches(include, column)) && !anyMatches(exclude, column);
    }

    /** Whether the pattern matches the whole name; O(length of both) for the usual one or two stars. */
    public static boolean matches(String pattern, String column) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int next = 0;
        while (at < column.length()) {
            if (next < pattern.length() && pattern.charAt(next) == '*') {
                star = next++;
                resume = at;
            } else if (next < pattern.length() && pattern.charAt(next) == column.charAt(at)) {
                next++;
                at++;
            } else if (star >= 0) {
                next = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(next).chars().allMatch(c -> c == '*');
    }
}
