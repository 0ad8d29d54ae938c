package io.tidemark.cli;

import io.tidemark.compare.Comparison;
import io.tidemark.compare.ComparisonJson;
import io.tidemark.domain.Meters.Meter;
import io.tidemark.runtime.OtherModels;
import io.tidemark.runtime.Replay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a replay came to, for people and for machines. */
final class SummaryText {
    private SummaryText() {}

    /** A few lines, the most important last. */
    static String text(Replay.Summary summary, ReplayOutput output) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d events in %.1f s (%,d/s)",
                summary.events(),
                seconds(summary),
                Math.round(summary.events() / seconds(summary))));
        addLosses(summary, lines);
        if (output.judgedReadings() == 0) {
            lines.add(
                    "nothing could be judged: every reading is warming up (the reference's range covers all of the data) or has too few rows");
        }
        summary.budgets().forEach(budget -> lines.add(BudgetText.line(budget, output)));
        lines.add(String.format(
                Locale.ROOT,
                "%,d readings, %,d of them with something bad; %,d alert%s opened%s",
                summary.readings(),
                output.badReadings(),
                output.opened(),
                output.opened() == 1 ? "" : "s",
                steps(output.steps())));
        return String.join(System.lineSeparator(), lines);
    }

    private static String steps(long entered) {
        return entered == 0
                ? ""
                : String.format(Locale.ROOT, ", %,d policy step%s entered", entered, entered == 1 ? "" : "s");
    }

    private static void addLosses(Replay.Summary summary, List<String> lines) {
        addOthers(summary.others(), lines);
        long rejected = summary.meters().read(Meter.REJECTED);
        if (rejected > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d line%s no event, or had a label of no use (dead letters)",
                    rejected,
                    rejected == 1 ? " was" : "s were"));
            summary.badLines().forEach(line -> lines.add("  " + line));
            if (!summary.badLines().isEmpty() && rejected > summary.badLines().size()) {
                lines.add("  …");
            }
        }
        long expired = summary.meters().read(Meter.LATE_EXPIRED);
        if (expired > 0) {
            lines.add(String.format(Locale.ROOT, "%,d events came later than the retention", expired));
        }
        long merged = summary.meters().read(Meter.LATE_MERGED);
        if (merged > 0) {
            lines.add(String.format(Locale.ROOT, "%,d late deltas repaired windows that were closed", merged));
        }
        long shared = summary.meters().read(Meter.NAMES_SHARED);
        if (shared > 0) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d name%s of columns stand%s for several fields of the records; which, is in the log",
                    shared,
                    shared == 1 ? "" : "s",
                    shared == 1 ? "s" : ""));
        }
        long refused = summary.meters().read(Meter.NAMES_REFUSED);
        if (refused > 0) {
            lines.add(String.format(
                    Locale.ROOT, "%,d values were not measured: there are too many names, or too long ones", refused));
        }
        long overflowing = summary.meters().read(Meter.OVERFLOWING);
        if (overflowing > 0) {
            lines.add(String.format(
                    Locale.ROOT, "%,d events are in a slice __other__: more slices than maxSlices", overflowing));
        }
    }

    private static void addOthers(OtherModels others, List<String> lines) {
        addPassed(others.monitored(), "other models of the monitor file", "--model replays them", lines);
        addPassed(others.unmonitored(), "models that no monitor watches", "run sends such to the dead letters", lines);
    }

    private static void addPassed(OtherModels.Passed passed, String whose, String where, List<String> lines) {
        if (passed.events() > 0) {
            List<String> names = passed.models().stream()
                    .map(model -> model.isEmpty() ? "(without a name)" : model)
                    .toList();
            lines.add(String.format(
                    Locale.ROOT,
                    "%,d event%s passed over, of %s, %s: %s",
                    passed.events(),
                    passed.events() == 1 ? "" : "s",
                    whose,
                    String.join(", ", names),
                    where));
        }
    }

    private static double seconds(Replay.Summary summary) {
        return Math.max(1e-3, summary.duration().toMillis() / 1e3);
    }

    /** One object on one line; of the rejected lines the first. */
    static String json(Replay.Summary summary, ReplayOutput output) {
        Comparison ranges = output.ranges();
        return String.format(
                Locale.ROOT,
                "{\"events\":%d,\"seconds\":%.3f,\"rejected\":%d,\"rejectedLines\":[%s],\"ofOtherModels\":%d,\"ofUnmonitoredModels\":%d,\"readings\":%d,\"badReadings\":%d,\"alertRecords\":%d,"
                        + "\"alertsOpened\":%d,\"policyStepsEntered\":%d,\"lateMerged\":%d,\"lateExpired\":%d,\"overflowing\":%d,\"namesShared\":%d,\"namesRefused\":%d,\"budgets\":%s%s}",
                summary.events(),
                seconds(summary),
                summary.meters().read(Meter.REJECTED),
                summary.badLines().stream().map(JsonText::quote).collect(Collectors.joining(",")),
                summary.others().monitored().events(),
                summary.others().unmonitored().events(),
                summary.readings(),
                output.badReadings(),
                summary.alerts(),
                output.opened(),
                output.steps(),
                summary.meters().read(Meter.LATE_MERGED),
                summary.meters().read(Meter.LATE_EXPIRED),
                summary.meters().read(Meter.OVERFLOWING),
                summary.meters().read(Meter.NAMES_SHARED),
                summary.meters().read(Meter.NAMES_REFUSED),
                BudgetText.json(summary.budgets()),
                ranges == null ? "" : ",\"ranges\":" + ComparisonJson.line(ranges));
    }
}
