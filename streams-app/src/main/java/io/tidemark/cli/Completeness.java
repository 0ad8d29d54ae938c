package io.tidemark.cli;

import io.tidemark.client.Fields;
import java.util.ArrayList;
import java.util.List;

/**
 * How far an answer of the API is the whole truth.
 *
 * @param gaps what is missing: such an answer is neither good news nor all of the bad
 * @param remarks what else to know of it
 */
record Completeness(List<String> gaps, List<String> remarks) {
    private static final String BOARD = "board";

    Completeness {
        gaps = List.copyOf(gaps);
        remarks = List.copyOf(remarks);
    }

    /** Of an answer, by its {@code answer} and its {@code board}, as far as it has them. */
    static Completeness of(Fields answer) {
        return new Completeness(gaps(answer), remarks(answer));
    }

    private static List<String> gaps(Fields answer) {
        List<String> gaps = new ArrayList<>();
        Fields board = answer.at(BOARD);
        List<String> parts = answer.at("answer").texts("missing");
        if (!parts.isEmpty()) {
            gaps.add("a part is missing, nobody could answer for it now: " + String.join(", ", parts)
                    + "; ask again in a moment");
        }
        if (board.has("missing")) {
            gaps.add("the application cannot read " + String.join(", ", board.texts("missing"))
                    + "; they have to be there, with READ on them");
        } else if (answer.has(BOARD) && !board.is("isWhole")) {
            gaps.add("the application still reads what it knew before it started"
                    + (board.whole("behindRecords") == 0
                            ? ""
                            : ": " + AnswerText.count(board.number("behindRecords")) + " records to go")
                    + "; ask again in a moment");
        }
        return gaps;
    }

    private static List<String> remarks(Fields answer) {
        List<String> remarks = new ArrayList<>();
        Fields about = answer.at("answer");
        if (about.has("isOfOneMoment") && !about.is("isOfOneMoment")) {
            remarks.add("the state changed while it was read: parts of this are of different moments");
        }
        for (Fields part : about.list("parts")) {
            if (part.text("role").equals("standby") && !part.has("behindRecords")) {
                remarks.add(part.text("part") + " is told by a copy, and nobody knows how far it is behind: instance="
                        + part.text("instance"));
            } else if (part.whole("behindRecords") > 0) {
                remarks.add(part.text("part") + " is told by a copy that is " + part.whole("behindRecords")
                        + " changes behind: instance=" + part.text("instance"));
            }
        }
        if (answer.at(BOARD).whole("leftOut") > 0) {
            remarks.add("the application had no room for "
                    + AnswerText.count(answer.at(BOARD).number("leftOut"))
                    + " records, the oldest as a rule; they are on its topics");
        }
        return remarks;
    }

    /**
     * Tells it on standard error.
     *
     * @param code what the command says of an answer that is whole
     * @return that, or {@link ExitCodes#COULD_NOT_RUN} where something is missing
     */
    int tell(Terminal terminal, int code) {
        remarks.forEach(terminal::note);
        gaps.forEach(terminal::note);
        return gaps.isEmpty() ? code : ExitCodes.COULD_NOT_RUN;
    }
}
