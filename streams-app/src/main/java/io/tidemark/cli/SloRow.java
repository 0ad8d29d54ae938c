package io.tidemark.cli;

import io.tidemark.client.Fields;
import io.tidemark.domain.SloStatus;
import java.util.List;

/**
 * How an SLO stands in a slice, as the API has it.
 *
 * @param fields an item of {@code /slos}
 */
record SloRow(Fields fields) {
    private static final List<String> UNJUDGED = List.of("NO_DATA", "WARMING_UP");

    /** Those of an answer of {@code /slos}. */
    static List<SloRow> of(Fields answer) {
        return answer.list("slos").stream().map(SloRow::new).toList();
    }

    /** Whether nobody is told of it (dry run), so that it decides nothing. */
    boolean isOnTrial() {
        return fields.text("mode").equals("dry-run");
    }

    /** Whether its budget says something; one that nobody could judge is neither whole nor used. */
    static boolean isJudged(String state) {
        return !UNJUDGED.contains(state);
    }

    /** Whether its budget says something. */
    boolean isJudged() {
        return isJudged(fields.text("state"));
    }

    /** Whether anything of it could be judged, ever. */
    boolean wasJudged() {
        return SloStatus.isJudged(fields.text("state"), fields.whole("good") + fields.whole("bad"));
    }

    /** Whether its budget is exhausted, or an alert of it fires, on trial or not. */
    boolean isInTrouble() {
        return fields.text("state").equals("EXHAUSTED") || fields.has("firing");
    }

    /** Whether somebody has to know: of an SLO on trial nobody has. */
    boolean isBad() {
        return isInTrouble() && !isOnTrial();
    }
}
