package io.tidemark.slo.history;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy;
import io.tidemark.slo.Budget;
import io.tidemark.slo.Goal;
import io.tidemark.slo.Ledger;
import io.tidemark.slo.Point;
import io.tidemark.slo.Posted;
import io.tidemark.slo.Slot;
import io.tidemark.slo.Step;
import io.tidemark.slo.Suppressed;
import io.tidemark.slo.Terms;
import io.tidemark.slo.policy.ErrorBudgetPolicy;
import io.tidemark.slo.policy.PolicySteps;
import io.tidemark.slo.policy.PolicySteps.Direction;
import io.tidemark.slo.policy.PolicySteps.Spent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Slices that are in order for thirty days, minute by minute, and what their ledgers and the standard policy told: nothing is hoped for. Then, of some, a burst that
 * ought to page.
 *
 * <p>A third of the slices each promises 99.9, 99 and 95 % over 30 d; errors are 0.3 to 0.5 of what is allowed, evenly.
 */
final class HealthyMonth {
    static final double[] TARGETS = {0.999, 0.99, 0.95};

    private static final long START = Past.START;
    private static final int DAYS = 30;
    private static final int BURST_AFTER = DAYS * 24 * 60;
    private static final int BURST_MINUTES = 12 * 60;

    private static final List<Severity> OWN = List.of(Severity.PAGE, Severity.TICKET);
    private static final Set<Suppressed.Why> GUARDS =
            EnumSet.of(Suppressed.Why.TOO_FEW_BAD, Suppressed.Why.TOO_FEW_ROWS, Suppressed.Why.CHANCE);

    private final Scenario scenario;
    private final List<Row> rows = new ArrayList<>();

    /** What is simulated. */
    record Scenario(String name, double leastPerHour, double mostPerHour, Traffic.Errors errors, Empty empty) {}

    /** What a minute without rows is. */
    enum Empty {
        /** A minute of no rows. */
        NO_ROWS,
        /** No data, where data were expected. */
        NO_DATA
    }

    /** What came of a target's slices. */
    private static final class Row {
        private final double target;
        private int slices;
        private int pages;
        private int tickets;
        private int silences;
        private int policySteps;
        private int noisy;
        private long guarded;
        private int bursts;
        private final List<Integer> delays = new ArrayList<>();

        private Row(double target) {
            this.target = target;
        }
    }

    HealthyMonth(Scenario scenario) {
        this.scenario = scenario;
        for (double target : TARGETS) {
            rows.add(new Row(target));
        }
    }

    /** Runs so many slices, with so many bursts among them. */
    HealthyMonth run(int slices, int bursts) {
        for (int slice = 0; slice < slices; slice++) {
            slice(slice, slice < bursts);
        }
        return this;
    }

    private void slice(int number, boolean hasBurst) {
        SplittableRandom random = new SplittableRandom(1_000 + number);
        Row row = rows.get(number % TARGETS.length);
        double perHour =
                scenario.leastPerHour * Math.pow(scenario.mostPerHour / scenario.leastPerHour, random.nextDouble());
        double errorShare = (0.3 + 0.2 * random.nextDouble()) * (1 - row.target);
        Traffic traffic = new Traffic(new Traffic.Shape(perHour, errorShare, scenario.errors), random.nextLong());
        Goal goal = new Goal(row.target, Past.DAY * DAYS, Method.OCCURRENCES, Past.MINUTE);
        Ledger ledger = new Ledger(Terms.of(goal, AlertPolicy.standard()));
        Told told = new Told(goal);
        for (int minute = 0; minute < BURST_AFTER; minute++) {
            traffic.next(1);
            told.add(ledger.take(point(minute, traffic)));
        }
        row.slices++;
        row.pages += told.pages;
        row.tickets += told.tickets;
        row.silences += told.silences;
        row.policySteps += told.policySteps;
        row.noisy += told.pages + told.tickets + told.policySteps > 0 ? 1 : 0;
        row.guarded += told.guarded;
        if (hasBurst) {
            burst(row, ledger, traffic, errorShare);
        }
    }

    /** Half of all rows are bad, for twelve hours or until it pages. */
    private void burst(Row row, Ledger ledger, Traffic traffic, double errorShare) {
        row.bursts++;
        Told told = new Told(ledger.terms().goal());
        for (int minute = 0; minute < BURST_MINUTES && told.pages == 0; minute++) {
            traffic.next(0.5 / errorShare);
            told.add(ledger.take(point(BURST_AFTER + minute, traffic)));
            if (told.pages > 0) {
                row.delays.add(minute + 1);
            }
        }
    }

    private Point point(long minute, Traffic traffic) {
        boolean isEmpty = traffic.good() + traffic.bad() == 0;
        Slot empty = scenario.empty == Empty.NO_DATA ? Slot.SILENT : Slot.ofRows(0, 0);
        return new Point(START + minute * Past.MINUTE, 0, isEmpty ? empty : Slot.ofRows(traffic.good(), traffic.bad()));
    }

    /** What people were told, and what a guard kept back. */
    private static final class Told {
        private int pages;
        private int tickets;
        private int silences;
        private int policySteps;
        private long guarded;
        private final PolicySteps steps = new PolicySteps();
        private final Goal goal;

        private Told(Goal goal) {
            this.goal = goal;
        }

        private void add(Posted posted) {
            Budget budget = posted.status().budget();
            Spent spent = Spent.of(
                    goal,
                    budget.consumed(),
                    PolicySteps.Counts.of(budget),
                    posted.status().coverage(),
                    posted.status().metricTimeMs());
            policySteps += (int) steps.advance(ErrorBudgetPolicy.standard(), OWN, spent).stream()
                    .filter(change -> change.direction() == Direction.ENTERED)
                    .filter(change -> change.held().severity().compareTo(Severity.TICKET) <= 0)
                    .count();
            for (Step step : posted.steps()) {
                if (step.telling() == Step.Telling.OPENED) {
                    boolean isSilence = step.subject() == Step.Subject.SILENCE;
                    silences += isSilence ? 1 : 0;
                    pages += !isSilence && step.severity() == Severity.PAGE ? 1 : 0;
                    tickets += !isSilence && step.severity() == Severity.TICKET ? 1 : 0;
                }
            }
            for (Suppressed suppressed : posted.suppressed()) {
                guarded += GUARDS.contains(suppressed.why()) ? 1 : 0;
            }
        }
    }

    int pages() {
        return rows.stream().mapToInt(row -> row.pages).sum();
    }

    int tickets() {
        return rows.stream().mapToInt(row -> row.tickets).sum();
    }

    int policySteps() {
        return rows.stream().mapToInt(row -> row.policySteps).sum();
    }

    int found() {
        return rows.stream().mapToInt(row -> row.delays.size()).sum();
    }

    /** Lines of the document's table. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Row row : rows) {
            List<Integer> delays = row.delays.stream().sorted().toList();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s %% | %,d | %d | %d | %d | %d | %d | %,.1f | %d of %d | %s |",
                    scenario.name,
                    Math.rint(row.target * 1_000) / 10,
                    row.slices,
                    row.pages,
                    row.tickets,
                    row.policySteps,
                    row.noisy,
                    row.silences,
                    row.guarded / 60.0 / Math.max(1, row.slices),
                    delays.size(),
                    row.bursts,
                    delays.isEmpty()
                            ? "–"
                            : delays.get(delays.size() / 2) + " (" + delays.get(delays.size() - 1) + ")"));
        }
        return lines;
    }
}
