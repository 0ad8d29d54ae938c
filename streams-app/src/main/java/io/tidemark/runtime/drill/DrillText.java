package io.tidemark.runtime.drill;

import io.tidemark.domain.TimeText;
import io.tidemark.drill.Baseline;
import io.tidemark.drill.Coverage.Trial;
import io.tidemark.drill.FaultPlan.Inapplicable;
import io.tidemark.drill.Heard;
import io.tidemark.drill.Minimum;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A drill in words, and its coverage matrix in cells. */
public final class DrillText {
    private static final int MOST_ANYWAY = 10;

    private DrillText() {}

    /** What stands before the matrix. */
    public static List<String> head(Drilled drilled) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: each fault from %s for %s, %,d rows without it; alerts count until %s",
                drilled.model(),
                TimeText.instant(drilled.span().startMs()),
                TimeText.duration(drilled.span().lengthMs()),
                drilled.rows(),
                TimeText.instant(drilled.untilMs())));
        List<Baseline.Episode> anyway = drilled.anyway();
        if (anyway.isEmpty()) {
            lines.add("Without a fault it is quiet in that time.");
            return List.copyOf(lines);
        }
        lines.add("Without a fault these alerts are open in that time, and do not count:");
        for (Baseline.Episode episode : anyway.subList(0, Math.min(MOST_ANYWAY, anyway.size()))) {
            Heard heard = episode.opened();
            lines.add("  " + who(heard) + " since " + TimeText.instant(heard.atMs()));
        }
        if (anyway.size() > MOST_ANYWAY) {
            lines.add("  … and " + (anyway.size() - MOST_ANYWAY) + " more");
        }
        return List.copyOf(lines);
    }

    /** The matrix: fault, target, noticed after, by whom; the first row says so. */
    public static List<List<String>> matrix(Drilled drilled) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("FAULT", "TARGET", "NOTICED AFTER", "BY", "COLUMNS"));
        for (Trial trial : drilled.coverage().trials()) {
            List<String> told = trial.noticed()
                    .map(heard -> noticed(drilled, heard))
                    .orElseGet(() -> List.of("not noticed", missed(trial), ""));
            rows.add(List.of(
                    trial.fault().kind().word(), trial.fault().target(), told.get(0), told.get(1), told.get(2)));
        }
        for (Inapplicable one : drilled.coverage().inapplicable()) {
            rows.add(List.of(one.kind().word(), "", "not applicable", one.reason(), ""));
        }
        return List.copyOf(rows);
    }

    private static List<String> noticed(Drilled drilled, Heard heard) {
        long windows = windows(drilled, heard);
        String after = TimeText.duration(heard.atMs() - drilled.span().startMs()) + ", " + windows
                + (windows == 1 ? " window" : " windows");
        return List.of(after, who(heard), String.join(", ", heard.columns()));
    }

    private static String missed(Trial trial) {
        return trial.bad() > 0
                ? String.format(Locale.ROOT, "%,d more measurements are BAD, no objective tells of them", trial.bad())
                : "no measurement tells it apart";
    }

    private static String who(Heard heard) {
        String slice = heard.slice().equals("*") ? "" : " of " + heard.slice();
        String step = heard.policyStep().isEmpty() ? "" : ", policy step " + heard.policyStep();
        return heard.severity().toLowerCase(Locale.ROOT) + " of " + heard.objective() + slice + step;
    }

    /** The last line. */
    public static String foot(Drilled drilled, Minimum minimum) {
        int applicable = drilled.coverage().trials().size();
        int least = minimum.of(applicable);
        String end = drilled.coverage().reaches(minimum)
                ? "enough: at least " + least + " were to be"
                : "too few: at least " + least + " were to be";
        return drilled.coverage().noticed() + " of " + applicable + " faults noticed; " + end;
    }

    /** Windows from the fault's start to the alert, a begun one whole. */
    static long windows(Drilled drilled, Heard heard) {
        return -Math.floorDiv(drilled.span().startMs() - heard.atMs(), drilled.windowMs());
    }
}
