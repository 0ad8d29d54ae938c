package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Incident;
import java.util.List;

/**
 * What came of a backtest.
 *
 * @param points the history
 * @param repeated points that a later one of the same slice and instant replaced
 * @param slos one for each name, those of the new file first
 */
public record Backtested(Points points, long repeated, List<Side> slos) {
    public Backtested {
        slos = List.copyOf(slos);
    }

    /** One SLO: under the new file, under the old one, or under both. */
    public sealed interface Side {
        /** Its name. */
        String name();

        /** Both files have it. */
        record Both(String name, Found before, Found now) implements Side {
            /** Episodes of the new one that the old one has not, of the same slice at an overlapping time. */
            public List<Incident> onlyNow() {
                return only(now, before);
            }

            /** Episodes of the old one that the new one has not. */
            public List<Incident> onlyBefore() {
                return only(before, now);
            }

            private static List<Incident> only(Found these, Found those) {
                return these.events().incidents().stream()
                        .filter(incident -> those.events().incidents().stream().noneMatch(incident::overlaps))
                        .toList();
            }
        }

        /** Only the new file has it. */
        record OnlyNow(String name, Found now) implements Side {}

        /** Only the old file has it. */
        record OnlyBefore(String name, Found before) implements Side {}
    }

    /** Episodes that the new file would have told. */
    public int alerts() {
        return slos.stream().mapToInt(Backtested::alerts).sum();
    }

    private static int alerts(Side side) {
        if (side instanceof Side.Both both) {
            return both.now().report().episodes();
        }
        return side instanceof Side.OnlyNow only ? only.now().report().episodes() : 0;
    }

    /** Those of a severity. */
    public int alerts(Severity severity) {
        int sum = 0;
        for (Side side : slos) {
            if (side instanceof Side.Both both) {
                sum += both.now().report().told(severity).opened();
            } else if (side instanceof Side.OnlyNow only) {
                sum += only.now().report().told(severity).opened();
            }
        }
        return sum;
    }
}
