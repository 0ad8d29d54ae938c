package io.tidemark.config;

import java.util.Collection;
import java.util.Locale;

/** Names that people type, and what they may have meant. */
public final class Names {
    private static final int LISTED = 30;
    private static final int LONGEST_LISTED = 300;

    private Names() {}

    /**
     * The name that differs least from a mistyped one, by edits of one character; ignores case.
     *
     * @return empty if none is near: at most one edit for each three characters, none for a single one
     */
    public static String nearest(String typed, Collection<String> names) {
        String best = "";
        int fewest = Math.max(typed.length() > 1 ? 1 : 0, typed.length() / 3) + 1;
        for (String name : names) {
            if (Math.abs(name.length() - typed.length()) >= fewest) {
                continue;
            }
            int edits = edits(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                best = name;
            }
        }
        return best;
    }

    /** The end of a message: {@code did you mean x?}, or the names that there are, of many the first and how many more there are. */
    public static String suggestion(String typed, Collection<String> names, String otherwise) {
        String nearest = nearest(typed, names);
        if (!nearest.isEmpty()) {
            return "did you mean " + nearest + "?";
        }
        return otherwise + " " + listed(names);
    }

    /** Names between commas: of many the first {@value #LISTED}, of long ones fewer, and how many more there are. */
    public static String listed(Collection<String> names) {
        StringBuilder listed = new StringBuilder();
        int count = 0;
        for (String name : names) {
            boolean hasRoom = count < LISTED && listed.length() + name.length() <= LONGEST_LISTED;
            if (count > 0 && !hasRoom) {
                break;
            }
            listed.append(count == 0 ? "" : ", ").append(name);
            count++;
        }
        return count < names.size() ? listed + " and " + (names.size() - count) + " more" : listed.toString();
    }

    /** Levenshtein's distance, with a swap of neighbours as one edit; O(product of the lengths). */
    static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : edit(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int edit(int[][] d, String a, String b, int i, int j) {
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replace, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean isSwap = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return isSwap ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
