package io.tidemark.runtime.story;

import io.tidemark.runtime.OutputLine;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What was to be told of the story, and what was.
 *
 * @param expected how many alerts there were to be
 * @param heard how many there were
 * @param missing those that were to be and were not, in words
 * @param tooMany those that were and were not to be, in words
 * @param steps of error-budget policies that were entered as the budgets of those alerts were used
 * @param unmet what else was to come about and did not, in words
 */
public record StoryOutcome(
        int expected, int heard, List<String> missing, List<String> tooMany, int steps, List<String> unmet) {
    public StoryOutcome {
        missing = List.copyOf(missing);
        tooMany = List.copyOf(tooMany);
        unmet = List.copyOf(unmet);
    }

    /** Each alert that was heard meets at most one that was expected. */
    static StoryOutcome of(List<ExpectedAlert> expected, Overheard overheard, List<String> unmet) {
        List<ExpectedAlert> missing = new ArrayList<>(expected);
        List<String> tooMany = new ArrayList<>();
        for (OutputLine.OfAlert alert : overheard.opened()) {
            if (!takeFirst(missing, alert)) {
                tooMany.add(ExpectedAlert.words(alert));
            }
        }
        return new StoryOutcome(
                expected.size(),
                overheard.opened().size(),
                missing.stream().map(ExpectedAlert::words).toList(),
                tooMany,
                overheard.steps(),
                unmet);
    }

    private static boolean takeFirst(List<ExpectedAlert> missing, OutputLine.OfAlert alert) {
        for (Iterator<ExpectedAlert> each = missing.iterator(); each.hasNext(); ) {
            if (each.next().isMetBy(alert)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    /** Whether all that was to be told was told, and nothing else. */
    public boolean isAsExpected() {
        return missing.isEmpty() && tooMany.isEmpty() && unmet.isEmpty();
    }

    /** A line, and one more for each alert that was missing or too many. */
    public List<String> words() {
        String counts = "the story: expected " + expected + " alerts, heard " + heard;
        if (isAsExpected()) {
            return List.of(counts + ", each with its cause and its owner; nothing else" + followed());
        }
        List<String> words = new ArrayList<>();
        words.add(counts + "; it is not as it should be:");
        missing.forEach(alert -> words.add("  missing   " + alert));
        tooMany.forEach(alert -> words.add("  too many  " + alert));
        unmet.forEach(event -> words.add("  missing   " + event));
        return words;
    }

    private String followed() {
        return steps == 0
                ? ""
                : " but " + steps + (steps == 1 ? " step" : " steps") + " of the error-budget policy, which followed";
    }
}
