package io.tidemark.runtime.trial;

import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.Objective;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.Incident;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a backtest.
 *
 * @param points the history
 * @param repeated points that a later one of the same slice and instant replaced
 * @param slos one for each name, those of the new file first
 * @param lived what was really told in that time
 */
public record Backtested(Points points, long repeated, List<Side> slos, Lived lived) {
    public Backtested {
        slos = List.copyOf(slos);
    }

    /** One SLO: under the new file, under the old one, or under both. */
    public sealed interface Side {
        /** Its name. */
        String name();

        /** The objective that was kept while the past happened; the new one where there is no old one. */
        Objective kept();

        /** Both files have it. */
        record Both(String name, Found before, Found now) implements Side {
            @Override
            public Objective kept() {
                return before.objective();
            }

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
        record OnlyNow(String name, Found now) implements Side {
            @Override
            public Objective kept() {
                return now.objective();
            }
        }

        /** Only the old file has it. */
        record OnlyBefore(String name, Found before) implements Side {
            @Override
            public Objective kept() {
                return before.objective();
            }
        }
    }

    /** What people would have been asked to look at under the new file: see {@link Found#told()}. */
    public int alerts() {
        return now().mapToInt(Found::told).sum();
    }

    /** What they would have been told under a severity, infos of policy steps too. */
    public int alerts(Severity severity) {
        return now().mapToInt(found -> found.told(severity)).sum();
    }

    /** Those that are steps of an error-budget policy. */
    public int steps() {
        return now().mapToInt(found ->
                        Arrays.stream(Severity.values()).mapToInt(found::steps).sum())
                .sum();
    }

    private Stream<Found> now() {
        return slos.stream().flatMap(side -> {
            if (side instanceof Side.Both both) {
                return Stream.of(both.now());
            }
            return side instanceof Side.OnlyNow only ? Stream.of(only.now()) : Stream.empty();
        });
    }
}
