package io.tidemark.slo;

import io.tidemark.domain.Alert.Method;
import io.tidemark.domain.Alert.Severity;
import io.tidemark.slo.AlertPolicy.Condition;
import io.tidemark.slo.AlertPolicy.Tier;
import io.tidemark.slo.AlertPolicy.Trickle;
import java.util.ArrayList;
import java.util.List;

/** One ledger under test: takes slot after slot, and keeps what it told and what it did not. */
final class LedgerBench {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final Goal HOURLY = new Goal(0.95, 28 * DAY, Method.TIMESLICES, HOUR);

    final List<Step> told = new ArrayList<>();
    final List<Step> untold = new ArrayList<>();
    final List<Suppressed> suppressed = new ArrayList<>();
    BytesShelf shelf = new BytesShelf();
    Terms terms = Terms.of(HOURLY, AlertPolicy.standard());
    Corrections corrections = Corrections.NONE;
    Ledger ledger = new Ledger(terms);
    long next;

    void open(Goal goal, AlertPolicy policy) {
        shelf = new BytesShelf();
        terms = Terms.of(goal, policy);
        ledger = Ledger.open(terms, corrections, shelf);
    }

    Ledger reopened() {
        ledger.keep();
        return Ledger.open(terms, corrections, shelf);
    }

    static AlertPolicy policy(long forMs, Condition condition) {
        return new AlertPolicy(List.of(new Tier(Severity.TICKET, List.of(condition), Trickle.IGNORED, forMs, HOUR)));
    }

    static Correction once(long startMs, long endMs) {
        return new Correction(
                "c",
                Correction.Selector.ALL,
                new Correction.When.Once(startMs, endMs),
                Correction.Category.MAINTENANCE,
                "disks",
                "ann");
    }

    /** One slot a letter: Good, Bad, Doubtful, Silent. */
    void slots(String letters) {
        for (char letter : letters.toCharArray()) {
            Slot slot =
                    switch (letter) {
                        case 'B' -> Slot.BAD;
                        case 'D' -> Slot.GOOD.inDoubt();
                        case 'S' -> Slot.SILENT;
                        default -> Slot.GOOD;
                    };
            take(slot);
        }
    }

    void rows(int slots, long good, long bad) {
        for (int i = 0; i < slots; i++) {
            take(Slot.ofRows(good, bad));
        }
    }

    void take(Slot slot) {
        Posted posted = ledger.take(new Point(next++ * terms.goal().slotMs(), 0, slot));
        posted.steps().forEach(step -> (step.isTold() ? told : untold).add(step));
        suppressed.addAll(posted.suppressed());
    }

    static List<String> lines(List<Step> steps) {
        return steps.stream()
                .map(step -> step.severity() + " " + step.telling() + " " + step.previousState() + "→" + step.state())
                .toList();
    }
}
