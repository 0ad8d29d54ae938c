package io.tidemark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.domain.Annotation;
import io.tidemark.domain.Annotation.Kind;
import io.tidemark.domain.Stage;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.AlertPolicy.Mode;
import io.tidemark.slo.Corrections;
import io.tidemark.slo.Objective;
import io.tidemark.slo.Slices;
import io.tidemark.slo.history.Changes;
import io.tidemark.slo.history.Found;
import io.tidemark.slo.history.ReportText;
import io.tidemark.slo.history.Trial;
import io.tidemark.slo.policy.Consequences;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.Escalation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dry runs that end. A budget of 10 % of the rows of 100 hours, 100 an hour. */
class DryRunReportTest {
    private static final long END = Rig.CLOCK + 60 * Rig.MINUTE;

    private final Bench bench = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR);
    private final Objective tried = objective(Slices.WHOLE, Mode.DRY_RUN, END);
    private long slot;

    private static Objective objective(Slices slices, Mode mode, long endMs) {
        Objective plain = Bench.ofRows(0.9, 100 * Bench.HOUR, Bench.HOUR).objective;
        AlertPolicy usual = AlertPolicy.standard();
        return new Objective(
                "first",
                new Objective.Subject("electricity", Stage.SERVING, slices),
                plain.indicator(),
                plain.goal(),
                new AlertPolicy(
                        usual.tiers(),
                        mode,
                        usual.silence(),
                        new Consequences(ErrorBudgetPolicy.standard(), Escalation.NONE, endMs)),
                Objective.About.NOTHING);
    }

    private void hours(Rig rig, int hours, long good, long bad, String... slices) {
        for (int hour = 0; hour < hours; hour++) {
            Rig.of(bench.rowsAt(slot, good, bad, 0), slices).forEach(rig::tell);
            slot++;
        }
    }

    private static List<Annotation> reports(Rig rig) {
        return rig.annotations().stream()
                .filter(note -> note.kind() == Kind.DRY_RUN_REPORT)
                .toList();
    }

    /** Two weeks and ten hours, 336 + 10 slots: of the 34,600 rows 300 are bad, in three hours from hour 200 on. */
    private void twoWeeks(Rig rig) {
        hours(rig, 200, 100, 0, "*");
        hours(rig, 3, 0, 100, "*");
        hours(rig, 143, 100, 0, "*");
    }

    @Test
    void theReportIsWrittenOnceTheClockPassesTheEnd() {
        Rig rig = new Rig(tried);
        twoWeeks(rig);
        rig.tick(60 * Rig.MINUTE - 1);
        assertThat(reports(rig)).isEmpty();

        rig.tick(1);
        rig.tick(60 * Rig.MINUTE);

        assertThat(reports(rig)).singleElement().satisfies(report -> {
            assertThat(report.text())
                    .startsWith(
                            "electricity · the dry run of first is over: 1997-05-01 00:00Z to 1997-05-15 10:00Z (14 d);"
                                    + " 1 page, ")
                    .contains("; 0.0 % of the budget used at the end; suggested target ")
                    .contains(" (now 90 %): 99.13294 % was good, less twice the weeks' deviation of ")
                    .endsWith("; it is only tried out until the file has another tidemark.io/mode");
            assertThat(report.values()).containsEntry("pages", "1").containsEntry("pageFlaps", "0");
        });
        assertThat(rig.alerts("alerts")).isEmpty();
    }

    /** The same slots, through the engine of {@code slo simulate}. */
    @Test
    void itSaysWhatSimulateSays() {
        Rig rig = new Rig(tried);
        twoWeeks(rig);
        rig.tick(60 * Rig.MINUTE);
        Trial trial = new Trial(tried, ErrorBudgetPolicy.standard(), Changes.NONE, Corrections.NONE);
        for (int hour = 0; hour < 346; hour++) {
            boolean isBad = hour >= 200 && hour < 203;
            trial.slot(List.of(new Trial.At(
                    "*",
                    tried.indicator().point(bench.rowsAt(hour, isBad ? 0 : 100, isBad ? 100 : 0, 0), tried.goal()))));
        }
        Found found = trial.finish();

        assertThat(reports(rig).get(0).text())
                .contains("; " + ReportText.told(found.report()) + "; ")
                .contains("; " + ReportText.suggestion(found.report().suggestion(), tried.goal()) + "; ");
        assertThat(found.hushed()).isNotEmpty();
        assertThat(reports(rig).get(0).text()).contains("; kept back, ");
    }

    @Test
    void aRestartInTheMiddleChangesNothing() {
        Rig whole = new Rig(tried);
        twoWeeks(whole);
        whole.tick(60 * Rig.MINUTE);
        slot = 0;
        Rig broken = new Rig(tried);
        hours(broken, 200, 100, 0, "*");
        broken.start(tried);
        hours(broken, 2, 0, 100, "*");
        broken.start(tried);
        hours(broken, 1, 0, 100, "*");
        hours(broken, 143, 100, 0, "*");
        broken.start(tried);

        broken.tick(60 * Rig.MINUTE);

        assertThat(reports(broken)).isEqualTo(reports(whole));
        broken.start(tried);
        broken.tick(60 * Rig.MINUTE);
        assertThat(reports(broken)).isEmpty();
    }

    @Test
    void lateDataCountByWhatTheyChange() {
        Rig rig = new Rig(tried);
        twoWeeks(rig);

        rig.tell(bench.rowsAt(340, 50, 50, 1));
        rig.tick(60 * Rig.MINUTE);

        assertThat(reports(rig).get(0).text()).contains(": 98.98843 % was good, ");
    }

    @Test
    void anotherEndIsAnotherReport() {
        Rig rig = new Rig(tried);
        twoWeeks(rig);
        rig.tick(60 * Rig.MINUTE);
        rig.start(objective(Slices.WHOLE, Mode.DRY_RUN, END + 60 * Rig.MINUTE));

        rig.tick(59 * Rig.MINUTE);
        assertThat(reports(rig)).isEmpty();
        rig.tick(Rig.MINUTE);

        assertThat(reports(rig)).hasSize(1);
    }

    @Test
    void slicesThatAllEventsSpeakForAreKeptBack() {
        Rig rig = new Rig(objective(Slices.EACH, Mode.DRY_RUN, END));
        hours(rig, 30, 100, 0, "region=eu", "region=us", "*");
        hours(rig, 6, 0, 100, "region=eu", "region=us", "*");

        rig.tick(60 * Rig.MINUTE);

        assertThat(reports(rig).get(0).text())
                .contains("; 1 page, ")
                .contains("kept back, page: the alert on all events spoke for it, 2 times in ");
    }

    @Test
    void whatIsMeantNowIsForgotten() {
        Rig rig = new Rig(tried);
        twoWeeks(rig);
        rig.start(objective(Slices.WHOLE, Mode.LIVE, END));

        rig.tick(60 * Rig.MINUTE);
        hours(rig, 1, 100, 0, "*");

        assertThat(reports(rig)).isEmpty();
        assertThat(rig.bytes().keySet()).noneMatch(key -> key.startsWith("tried/") || key.startsWith("reported/"));
    }
}
