package io.tidemark.config;

import io.tidemark.domain.QualityRules.Limits;
import io.tidemark.domain.QualityRules.Rate;
import io.tidemark.domain.QualityRules.VolumeRule;
import io.tidemark.domain.Scope;
import io.tidemark.stats.Measure;
import io.tidemark.stats.verdict.MedianVolume;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code quality} of a monitor. */
final class QualityReader {
    private static final Pattern RATE = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) per (\\S+)");
    private static final Map<String, Boolean> ANSWERS = new TreeMap<>(Map.of("true", true, "false", false));
    private static final int MOST_ROWS = Integer.MAX_VALUE;
    private static final int MOST_WEEKS = 52;
    private static final int MOST_TRAILING = 1_000;
    private static final long WEEK_MS = Duration.ofDays(7).toMillis();

    private final Section quality;
    private final Windows windows;

    private QualityReader(Section quality, Windows windows) {
        this.quality = quality;
        this.windows = windows;
    }

    static QualitySpec read(Section monitor, Windows windows) {
        Field field = monitor.field("quality");
        if (!field.isPresent()) {
            return QualitySpec.NONE;
        }
        Section quality = field.section();
        QualitySpec spec = new QualityReader(quality, windows).read();
        quality.finish();
        return spec;
    }

    private QualitySpec read() {
        Field freshness = quality.field("freshness");
        Field lateAfter = quality.field("lateAfter");
        Section rows = quality.field("rows").section();
        int fewest = rows.field("min").whole(0, MOST_ROWS, 0);
        int most = rows.field("max").whole(0, MOST_ROWS, MOST_ROWS);
        rows.finish();
        if (quality.has("rows") && fewest > most) {
            rows.field("min").fail("is greater than max=" + most + "; swap them");
        } else if (quality.field("rows").isSection() && !rows.has("min") && !rows.has("max")) {
            rows.fail("needs min or max, or both");
        }
        Limits limits = new Limits(
                expected(quality.field("expectedRows")),
                freshness.isPresent() ? freshness.duration(Duration.ofDays(1)).toMillis() : Long.MAX_VALUE,
                lateAfter.isPresent()
                        ? lateAfter.durationOrZero(Duration.ofDays(1)).toMillis()
                        : Long.MAX_VALUE,
                fewest,
                rows.has("max") ? most : Long.MAX_VALUE);
        Field duplicates = quality.field("duplicates");
        boolean countsIds = duplicates.choice(ANSWERS, false);
        return new QualitySpec(asked(freshness.isPresent(), countsIds), limits, volume(quality.field("volume")));
    }

    private static Set<Measure> asked(boolean hasFreshness, boolean countsIds) {
        Set<Measure> asked = EnumSet.of(
                Measure.WRONG_TYPE,
                Measure.OUT_OF_RANGE,
                Measure.NOT_ALLOWED,
                Measure.PATTERN_MISMATCH,
                Measure.LATE,
                Measure.REJECTED);
        if (hasFreshness) {
            asked.add(Measure.FRESHNESS);
        }
        if (countsIds) {
            asked.add(Measure.DUPLICATE);
        }
        return asked;
    }

    /** One rate for all events, or a rate by slice. */
    private static Map<String, Rate> expected(Field field) {
        Map<String, Rate> rates = new HashMap<>();
        if (field.isSection()) {
            Section slices = field.section();
            slices.keys().forEach(slice -> addRate(slice, slices.field(slice), rates));
        } else {
            addRate(Scope.ALL, field, rates);
        }
        return rates;
    }

    private static void addRate(String slice, Field field, Map<String, Rate> rates) {
        String text = field.text("");
        if (!field.isSingle()) {
            return;
        }
        Matcher rate = RATE.matcher(text);
        if (rate.matches() && DurationText.isValid(rate.group(2))) {
            double rows = Double.parseDouble(rate.group(1));
            Duration per = DurationText.parse(rate.group(2));
            if (rows > 0 && !per.isZero()) {
                rates.put(slice, new Rate(rows, per.toMillis()));
                return;
            }
        }
        field.fail("is not a number of rows in a time; write 1000 per 1h");
    }

    private VolumeRule volume(Field field) {
        if (!field.isPresent()) {
            return VolumeRule.REFERENCE;
        }
        Section volume = field.section();
        Field trailing = volume.field("trailing");
        Field weeks = volume.field("weeks");
        int windowsBack = trailing.whole(MedianVolume.FEWEST, MOST_TRAILING, MedianVolume.FEWEST);
        int weeksBack = weeks.whole(MedianVolume.FEWEST, MOST_WEEKS, MedianVolume.FEWEST);
        volume.finish();
        if (field.isSection() && trailing.isPresent() == weeks.isPresent()) {
            field.fail(
                    "needs exactly one of trailing (windows just before) and weeks (the same hour of the weeks before)");
        }
        if (trailing.isPresent()) {
            checkKept(trailing, windowsBack, windows.size().multipliedBy(windowsBack));
            return new VolumeRule(VolumeRule.Kind.TRAILING, windowsBack);
        }
        if (WEEK_MS % windows.size().toMillis() != 0) {
            weeks.fail("needs windows of which a week is a whole number: size=" + DurationText.of(windows.size())
                    + "; write trailing instead");
        }
        checkKept(
                weeks,
                weeksBack,
                Duration.ofDays(7L * weeksBack).plus(windows.size().multipliedBy(3)));
        return new VolumeRule(VolumeRule.Kind.HOUR_OF_WEEK, weeksBack);
    }

    /** A number that was refused is not looked at again. */
    private void checkKept(Field field, int taken, Duration back) {
        boolean isSound = field.text("").equals(Integer.toString(taken));
        if (isSound && back.plus(windows.size()).compareTo(windows.retention()) > 0) {
            field.fail("reaches back further than windows are kept: windows.retention="
                    + DurationText.of(windows.retention()) + "; write at least "
                    + DurationText.of(back.plus(windows.size())) + " there");
        }
    }
}
