package io.tidemark.config;

import io.tidemark.stats.Measure;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code falseAlarms} and {@code tolerances} of a monitor. */
final class VerdictRulesReader {
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) per (\\S+)");
    private static final FalseAlarms USUAL = new FalseAlarms(1, Duration.ofDays(30));
    private static final double LARGEST_RATIO = 1_000;

    private VerdictRulesReader() {}

    static VerdictRules read(Section monitor) {
        return new VerdictRules(falseAlarms(monitor.field("falseAlarms")), tolerances(monitor.field("tolerances")));
    }

    private static FalseAlarms falseAlarms(Field field) {
        String text = field.text("");
        if (!field.isSingle()) {
            return USUAL;
        }
        Matcher rate = RATE.matcher(text);
        if (rate.matches() && DurationText.isValid(rate.group(2))) {
            FalseAlarms falseAlarms =
                    new FalseAlarms(Double.parseDouble(rate.group(1)), DurationText.parse(rate.group(2)));
            if (falseAlarms.count() > 0 && !falseAlarms.period().isZero()) {
                return falseAlarms;
            }
        }
        field.fail("is not a rate above 0; write 1 per 30d");
        return USUAL;
    }

    private static Tolerances tolerances(Field field) {
        if (!field.isSection()) {
            return field.choice(Tolerances.SETS, Tolerances.DEFAULT);
        }
        Section section = field.section();
        Tolerances tolerances = changed(section, section.field("base").choice(Tolerances.SETS, Tolerances.DEFAULT));
        section.finish();
        return tolerances;
    }

    private static Tolerances changed(Section section, Tolerances base) {
        Map<Measure, Double> byMeasure = new EnumMap<>(Measure.class);
        base.byMeasure().forEach((measure, delta) -> {
            Field field = section.field(measure.word());
            boolean isRatio = measure == Measure.VOLUME;
            byMeasure.put(measure, field.numberBetween(isRatio ? 1 : 0, isRatio ? LARGEST_RATIO : 1, delta));
        });
        return new Tolerances(
                byMeasure,
                section.field("share_ratio").numberBetween(1, LARGEST_RATIO, base.shareRatio()),
                section.field("share_floor").numberBetween(0, 1, base.shareFloor()));
    }
}
