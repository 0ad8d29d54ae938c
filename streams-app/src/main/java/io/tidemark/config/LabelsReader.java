package io.tidemark.config;

import io.tidemark.domain.LabelRules;
import io.tidemark.domain.LabelRules.Baseline;
import io.tidemark.domain.LabelRules.Score;
import io.tidemark.domain.LabelRules.Spans;
import io.tidemark.domain.LabelRules.Task;
import io.tidemark.stats.Measure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code labels} of a monitor.
 *
 * <table>
 * <caption>Defaults</caption>
 * <tr><td>window</td><td>1d, or the windows' size if that is longer</td></tr>
 * <tr><td>horizon</td><td>30d</td></tr>
 * <tr><td>latest</td><td>7d, or the horizon if that is shorter</td></tr>
 * <tr><td>mature</td><td>0.8</td></tr>
 * <tr><td>baseline</td><td>the range of a pinned reference, else the first 14 windows</td></tr>
 * </table>
 */
final class LabelsReader {
    private static final Map<String, Task> TASKS =
            new TreeMap<>(Map.of("classes", Task.CLASSES, "numbers", Task.NUMBERS));
    private static final Map<String, String> ELSEWHERE = Map.of(
            "regression", "numbers",
            "number", "numbers",
            "numeric", "numbers",
            "classification", "classes",
            "binary", "classes",
            "multiclass", "classes",
            "multi-class", "classes");
    private static final Map<String, Score> SCORES =
            new TreeMap<>(Map.of("positive", Score.POSITIVE, "answer", Score.ANSWER));
    private static final int MOST_BASELINE = 1_000;
    private static final double USUAL_MATURE = 0.8;

    private final Section labels;
    private final Windows windows;

    private LabelsReader(Section labels, Windows windows) {
        this.labels = labels;
        this.windows = windows;
    }

    /** The rules; {@link LabelRules#NONE} where the monitor says nothing of labels. */
    static LabelRules read(Section monitor, Source source, Windows windows, References references) {
        Field field = monitor.field("labels");
        if (!field.isPresent()) {
            return LabelRules.NONE;
        }
        Section labels = field.section();
        LabelSourceReader.keys().forEach(labels::field);
        LabelRules rules = new LabelsReader(labels, windows).rules(source, references);
        labels.finish();
        return rules;
    }

    private LabelRules rules(Source source, References references) {
        Task task = labels.field("task").choice(TASKS, ELSEWHERE, Task.CLASSES);
        Field positive = labels.field("positive");
        Field within = labels.field("within");
        Score score = labels.field("score").choice(SCORES, Score.POSITIVE);
        if (task == Task.NUMBERS && positive.isPresent()) {
            positive.fail("is a class, and task: numbers predicts none; leave it out");
        } else if (task == Task.CLASSES && within.isPresent()) {
            within.fail("is the largest error of a number, and task: classes predicts none; leave it out");
        }
        String name = positive.isPresent() ? positive.requiredText("name the class that is meant") : "";
        Spans spans = spans();
        Field mature = labels.field("mature");
        double share = mature.number(USUAL_MATURE);
        if (mature.isSingle() && !(share > 0 && share <= 1)) {
            mature.fail("is not in (0, 1]; for 80 % of the labels write 0.8");
            share = USUAL_MATURE;
        }
        return new LabelRules(
                source.labels().topic(),
                source.format().fields().roles().containsKey(FieldMapping.Role.LABEL),
                task,
                name,
                name.isEmpty() ? Score.ANSWER : score,
                within.isPresent() ? positiveNumber(within) : Double.NaN,
                spans,
                share,
                baseline(references, spans),
                tolerances());
    }

    private static double positiveNumber(Field field) {
        double number = field.number(1);
        if (field.isSingle() && !(number > 0)) {
            field.fail("is no size of an error; write a number above 0");
        }
        return number;
    }

    private Spans spans() {
        Duration day = Duration.ofDays(1);
        Duration usual = windows.size().compareTo(day) > 0
                        || day.toMillis() % windows.size().toMillis() != 0
                ? windows.size()
                : day;
        Field field = labels.field("window");
        Duration window = field.duration(usual);
        if (window.toMillis() % windows.size().toMillis() != 0) {
            field.fail("is no multiple of windows.size=" + DurationText.of(windows.size()) + "; "
                    + DurationText.of(usual) + " would be");
            window = usual;
        }
        Field far = labels.field("horizon");
        Duration horizon = far.duration(Duration.ofDays(30));
        Field wait = labels.field("latest");
        Duration week = Duration.ofDays(7);
        Duration latest = wait.duration(horizon.compareTo(week) < 0 ? horizon : week);
        if (latest.compareTo(horizon) > 0) {
            wait.fail("is longer than horizon=" + DurationText.of(horizon)
                    + ", after which labels are no longer taken; write that or less");
        }
        return new Spans(window.toMillis(), horizon.toMillis(), latest.toMillis());
    }

    private Baseline baseline(References references, Spans spans) {
        Field field = labels.field("baseline");
        if (field.isSection()) {
            Section range = field.section();
            long fromMs =
                    Dates.instant(range.field("from"), "2026-11-22T00:00:00Z").toEpochMilli();
            long toMs = Dates.instant(range.field("to"), "2026-12-06T00:00:00Z").toEpochMilli();
            range.finish();
            if (fromMs >= toMs) {
                range.field("to").fail("is not after from; swap them");
            }
            return new Baseline(fromMs, toMs, 0);
        }
        if (field.isPresent()) {
            Duration window = Duration.ofMillis(spans.windowMs());
            Duration length =
                    WindowsReader.durationOrWindows(field, window, window.multipliedBy(LabelRules.USUAL_BASELINE));
            long count = length.toMillis() / spans.windowMs();
            if (count < 1 || count > MOST_BASELINE) {
                field.fail("is not 1 to " + MOST_BASELINE + " windows of " + DurationText.of(window) + "; "
                        + LabelRules.USUAL_BASELINE + " windows is usual");
                count = LabelRules.USUAL_BASELINE;
            }
            return new Baseline(0, 0, (int) count);
        }
        return references.held() instanceof ReferenceRule.Pinned pinned
                ? new Baseline(pinned.from().toEpochMilli(), pinned.to().toEpochMilli(), 0)
                : new Baseline(0, 0, LabelRules.USUAL_BASELINE);
    }

    private Map<Measure, Double> tolerances() {
        Map<String, Measure> words = measures();
        Map<Measure, Double> stated = new EnumMap<>(Measure.class);
        labels.entries("tolerances", entry -> {
            Measure measure = words.get(entry.name());
            if (measure == null) {
                entry.field()
                        .fail("is of no measure of quality; "
                                + Names.suggestion(entry.name(), words.keySet(), "known here:"));
            } else {
                double delta = entry.field().number(0.05);
                if (entry.field().isSingle() && !(delta >= 0 && delta <= 1)) {
                    entry.field().fail("is not in [0, 1]; for five points write 0.05");
                }
                stated.put(measure, delta);
            }
        });
        return stated;
    }

    /** Those that have bounds, so that losing some of them can be proved. */
    static Map<String, Measure> measures() {
        Map<String, Measure> words = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            boolean isBounded = measure.isOfQuality() && measure.unit().equals("share") || isKnownBounded(measure);
            if (isBounded && !measure.name().startsWith("ESTIMATED") && measure != Measure.CALIBRATION_ERROR) {
                words.put(measure.word().toLowerCase(Locale.ROOT), measure);
            }
        }
        return words;
    }

    private static boolean isKnownBounded(Measure measure) {
        return switch (measure) {
            case F1, MCC, AUC, BRIER, SELECTION_RATIO, RECALL_RATIO, ERROR_RATIO -> true;
            default -> false;
        };
    }
}
