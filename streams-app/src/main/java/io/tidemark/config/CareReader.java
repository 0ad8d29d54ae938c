package io.tidemark.config;

import io.tidemark.config.SloSpec.Care;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/** Our annotations of an SLO that say what follows, and who looks after it. */
final class CareReader {
    private static final int MOST_SLICES = 100_000;
    private static final String OURS = "tidemark.io/";

    private CareReader() {}

    /**
     * Reads them, but for what they say of the indicator and of data that do not come.
     *
     * @param indicated what it is about
     * @param today a review by a day before it is overdue
     */
    static Care read(
            Section annotations,
            SloSpec.Mode mode,
            IndicatorReader.Indicated indicated,
            SloLinks links,
            LocalDate today) {
        Field policy = annotations.field(OURS + "policy");
        if (policy.isPresent()) {
            warnIfNeverActs(policy, indicated);
            links.find(ObjectKind.ERROR_BUDGET_POLICY, policy, Set.of(Care.USUAL_POLICY));
        }
        Field escalation = annotations.field(OURS + "escalation");
        if (escalation.isPresent()) {
            links.find(ObjectKind.ESCALATION, escalation, Set.of());
        }
        return new Care(
                policy.text(Care.USUAL_POLICY),
                escalation.text(""),
                annotations.field(OURS + "max-slices").whole(1, MOST_SLICES, Care.USUAL_SLICES),
                dryRunUntil(annotations.field(OURS + "dry-run-until"), mode),
                reviewBy(annotations.field(OURS + "review-by"), today),
                horizon(annotations.field(OURS + "revision-horizon")),
                annotations.field(OURS + "dashboard").text(""));
    }

    /** Steps and gate go by the budget of all events. */
    private static void warnIfNeverActs(Field policy, IndicatorReader.Indicated indicated) {
        if (indicated.indicator().requests().dependency().isPresent()) {
            policy.warn("never acts: it goes by the budget of all events of the model, and this is of a dependency's"
                    + " reports; leave it out");
        } else if (ComparedWith.isOfSlices(indicated.comparison())) {
            policy.warn("never acts: it goes by the budget of all events, and reference: "
                    + ComparedWith.word(indicated.comparison()) + " is of slices and versions alone; leave it out");
        }
    }

    private static Instant dryRunUntil(Field field, SloSpec.Mode mode) {
        if (!field.isPresent()) {
            return Instant.MAX;
        }
        if (mode != SloSpec.Mode.DRY_RUN) {
            field.fail("is for tidemark.io/mode: dryRun; write that, or leave it out");
        }
        return Dates.instant(field, "2026-11-22T10:00:00Z");
    }

    private static Duration horizon(Field field) {
        Duration horizon = field.durationOrZero(Care.USUAL_HORIZON);
        if (horizon.compareTo(Care.USUAL_HORIZON) > 0) {
            field.warn("is longer than a day: slots shorter than an hour are summed up after "
                    + DurationText.of(Care.USUAL_HORIZON)
                    + ", longer ones can be revised for their whole window anyway; leave it out");
        }
        return horizon;
    }

    private static LocalDate reviewBy(Field field, LocalDate today) {
        LocalDate day = Dates.day(field, LocalDate.MAX);
        if (day.isBefore(today)) {
            field.warn("has passed: today is " + today + "; look whether the target is still right, and write the next"
                    + " day");
        }
        return day;
    }
}
