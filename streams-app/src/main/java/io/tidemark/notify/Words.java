package io.tidemark.notify;

import java.util.Locale;

/** Numbers and times as people read them: the same in every country. */
final class Words {
    private Words() {}

    /** {@code 41 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%,.0f %%", 100 * share);
    }

    /** {@code 3 h 30 min}: in the largest unit that fits, and the one below it where something is left. */
    static String span(long ms) {
        long[] units = {86_400, 3_600, 60, 1};
        String[] names = {" d", " h", " min", " s"};
        long seconds = Math.floorDiv(ms + 500, 1000);
        int i = 0;
        while (i < units.length - 1 && seconds < units[i]) {
            i++;
        }
        String first = seconds / units[i] + names[i];
        long rest = i < units.length - 1 ? seconds % units[i] / units[i + 1] : 0;
        return rest == 0 ? first : first + " " + rest + names[i + 1];
    }
}
