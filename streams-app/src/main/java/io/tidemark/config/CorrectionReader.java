package io.tidemark.config;

import io.tidemark.config.CorrectionSpec.Category;
import io.tidemark.config.CorrectionSpec.Selector;
import io.tidemark.config.CorrectionSpec.Span;
import io.tidemark.domain.EventTimeText;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code kind: Correction}. */
final class CorrectionReader {
    private static final Map<String, Category> CATEGORIES = categories();
    private static final Instant UNKNOWN = Instant.EPOCH;
    private static final LocalDateTime NO_TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private final Section spec;

    private CorrectionReader(Section spec) {
        this.spec = spec;
    }

    static CorrectionSpec read(SloObject object, Report report) {
        Section section = object.section(report);
        Metadata metadata = Metadata.read(section, "name the correction");
        metadata.finishAnnotations();
        CorrectionSpec correction =
                section.section("spec", spec -> new CorrectionReader(spec).correction(metadata.name()));
        section.finish();
        return correction;
    }

    private CorrectionSpec correction(String name) {
        Selector selector = spec.section(
                "selector",
                section -> new Selector(
                        section.field("model").text(""),
                        section.field("slo").text(""),
                        section.field("slice").text("")));
        if (!spec.has("selector")) {
            spec.field("selector").failMissing("write {model: m}, or {slo: name, slice: \"*\"}");
        }
        Field category = spec.field("category");
        category.requiredText("write one of " + String.join(", ", CATEGORIES.keySet()));
        return new CorrectionSpec(
                name,
                selector,
                spec.field("rrule").isPresent() ? repeating() : once(),
                category.choice(CATEGORIES, Category.MAINTENANCE),
                spec.field("reason").requiredText("say why, for whoever reads the chart"),
                spec.field("by").requiredText("say who corrects"));
    }

    private Span once() {
        for (String key : new String[] {"duration", "timeZone"}) {
            Field field = spec.field(key);
            if (field.isPresent()) {
                field.fail("is for rrule; write end instead");
            }
        }
        Instant start = instant(spec.field("start"), "write when it begins, like 2026-11-22T10:00:00Z");
        Field endField = spec.field("end");
        Instant end = instant(endField, "write when it ends, like 2026-11-22T12:00:00Z");
        if (!start.equals(UNKNOWN) && !end.equals(UNKNOWN) && !end.isAfter(start)) {
            endField.fail("is not after start=" + spec.field("start").text("") + "; swap them");
        }
        return new Span.Once(start, end);
    }

    private Span repeating() {
        if (spec.has("end")) {
            spec.field("end").fail("stands beside rrule; write duration, and UNTIL in the rule");
        }
        Field rule = spec.field("rrule");
        String text = rule.text("");
        Field duration = spec.field("duration");
        if (!duration.isPresent()) {
            duration.failMissing("write how long each lasts, like 2h");
        }
        ZoneId zone = spec.has("timeZone") ? TimeWindowReader.zone(spec.field("timeZone")) : ZoneId.of("UTC");
        Span.Repeating span = new Span.Repeating(
                text, local(spec.field("start"), zone), duration.duration(Duration.ofHours(1)), zone);
        span.mistakeOfDuration().ifPresent(duration::fail);
        span.mistakeOfRule().ifPresent(rule::fail);
        return span;
    }

    /** The first time, in the zone unless it says its own. */
    private static LocalDateTime local(Field field, ZoneId zone) {
        String text = field.requiredText("write when the first one begins, like 2026-11-22T02:00:00");
        try {
            LocalDateTime time = text.isBlank() ? NO_TIME : LocalDateTime.parse(text.replace(' ', 'T'));
            if (!EventTimeText.isReasonable(time.toInstant(ZoneOffset.UTC))) {
                field.fail("is of no year from 1 to 9998; write one like 2026-11-22T02:00:00");
                return NO_TIME;
            }
            return time;
        } catch (DateTimeParseException e) {
            return LocalDateTime.ofInstant(Dates.instant(field, "2026-11-22T02:00:00"), zone);
        }
    }

    private static Instant instant(Field field, String remedy) {
        String text = field.requiredText(remedy);
        return text.isBlank() ? UNKNOWN : Dates.instant(field, "2026-11-22T10:00:00Z");
    }

    private static Map<String, Category> categories() {
        Map<String, Category> words = new LinkedHashMap<>();
        for (Category category : Category.values()) {
            words.put(category.word(), category);
        }
        return words;
    }
}
