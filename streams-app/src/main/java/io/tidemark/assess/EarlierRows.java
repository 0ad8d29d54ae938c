package io.tidemark.assess;

import io.tidemark.domain.QualityRules.VolumeRule;
import io.tidemark.domain.Scope;
import io.tidemark.domain.ScopeProgress;
import io.tidemark.domain.StoredProfile;
import io.tidemark.domain.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The numbers of rows of earlier windows that are still kept, for the median that a window is compared with. A window without rows after
 * the slice's first one counts as 0.
 *
 * @param rules of the model
 * @param scope whose windows
 * @param window the window that is read
 * @param state where windows are kept
 */
record EarlierRows(AssessRules rules, Scope scope, TimeWindow window, ClosedState state) {
    private static final long WEEK_MS = Duration.ofDays(7).toMillis();

    /** Windows to either side whose spread is looked at too: one cycle has few windows, and their spread alone would be a guess. */
    private static final int NEIGHBOURS = 3;

    /** The rows to compare with, then those of the neighbours, one array for each phase. */
    long[][] read(VolumeRule rule) {
        if (rule.kind() == VolumeRule.Kind.TRAILING) {
            return new long[][] {between(window.startMs() - rule.windows() * window.lengthMs(), rule.windows())};
        }
        List<long[]> weeks = new ArrayList<>();
        for (int week = 1; week <= rule.windows(); week++) {
            long startMs = window.startMs() - week * WEEK_MS;
            weeks.add(around(startMs));
        }
        return phases(weeks);
    }

    /** The window that starts then and its neighbours; −1 for those that are not known. */
    private long[] around(long startMs) {
        long[] rows = new long[2 * NEIGHBOURS + 1];
        long fromMs = startMs - NEIGHBOURS * window.lengthMs();
        for (int i = 0; i < rows.length; i++) {
            long at = fromMs + i * window.lengthMs();
            rows[i] = isKnown(at) ? 0 : -1;
        }
        for (StoredProfile kept : state.windows(scope, fromMs, fromMs + rows.length * window.lengthMs())) {
            int index = (int) ((kept.startMs() - fromMs) / window.lengthMs());
            rows[index] = rows[index] < 0 ? -1 : kept.profile().rows().events();
        }
        return rows;
    }

    /** Windows are known from the first whole one on, as far as they are kept. */
    private boolean isKnown(long startMs) {
        ScopeProgress progress = state.scope(scope);
        return progress != null
                && startMs >= progress.firstPaneMs()
                && startMs >= window.endMs() - rules.retentionMs()
                && startMs < window.startMs();
    }

    private static long[][] phases(List<long[]> weeks) {
        long[][] phases = new long[2 * NEIGHBOURS + 1][];
        for (int phase = 0; phase < phases.length; phase++) {
            int index = (phase + NEIGHBOURS) % phases.length;
            phases[phase] = weeks.stream()
                    .mapToLong(week -> week[index])
                    .filter(rows -> rows >= 0)
                    .toArray();
        }
        return phases;
    }

    private long[] between(long fromMs, int windows) {
        long[] rows = new long[windows];
        for (StoredProfile kept : state.windows(scope, fromMs, window.startMs())) {
            rows[(int) ((kept.startMs() - fromMs) / window.lengthMs())] =
                    kept.profile().rows().events();
        }
        long firstMs = fromMs;
        int unknown = 0;
        while (unknown < windows && !isKnown(firstMs)) {
            firstMs += window.lengthMs();
            unknown++;
        }
        return Arrays.copyOfRange(rows, unknown, windows);
    }
}
