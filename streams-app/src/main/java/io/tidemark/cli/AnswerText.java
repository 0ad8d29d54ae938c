package io.tidemark.cli;

import io.tidemark.client.Fields;
import io.tidemark.domain.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What answers of the API have in common, for people. */
final class AnswerText {
    private static final String NOTHING = "–";
    private static final double HUNDRED = 100;

    private AnswerText() {}

    /** {@code 41 %}. */
    static String percent(OptionalDouble share) {
        return share.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%,.0f %%", HUNDRED * share.getAsDouble());
    }

    /** {@code 0.312}: three significant digits. */
    static String number(OptionalDouble value) {
        return value.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%.3g", value.getAsDouble());
    }

    /** {@code 5,120}. */
    static String count(OptionalDouble rows) {
        return rows.isEmpty() ? NOTHING : String.format(Locale.ROOT, "%,.0f", rows.getAsDouble());
    }

    /** {@code 1997-05-05 00:00Z}. */
    static String time(String instant) {
        return instant.isEmpty()
                ? NOTHING
                : TimeText.instant(Instant.parse(instant).toEpochMilli());
    }

    /** {@code 19 h}. */
    static String span(OptionalDouble ms) {
        return ms.isEmpty() ? NOTHING : TimeText.duration((long) ms.getAsDouble());
    }

    /** Why an answer is not the whole truth; none as a rule. */
    static List<String> doubts(Fields answer) {
        List<String> doubts = new ArrayList<>();
        List<String> missing = answer.at("answer").texts("missing");
        if (!missing.isEmpty()) {
            doubts.add("a part is missing, nobody could answer for it now: " + String.join(", ", missing));
        }
        if (answer.at("answer").has("isOfOneMoment") && !answer.at("answer").is("isOfOneMoment")) {
            doubts.add("the state changed while it was read: parts of this are of different moments");
        }
        for (Fields part : answer.at("answer").list("parts")) {
            if (part.text("role").equals("standby") && !part.has("behindRecords")) {
                doubts.add(part.text("part") + " is told by a copy, and nobody knows how far it is behind: instance="
                        + part.text("instance"));
            } else if (part.whole("behindRecords") > 0) {
                doubts.add(part.text("part") + " is told by a copy that is " + part.whole("behindRecords")
                        + " changes behind: instance=" + part.text("instance"));
            }
        }
        if (answer.has("board") && !answer.at("board").is("isWhole")) {
            doubts.add("the application still reads what it knew before it started; ask again in a moment");
        }
        return doubts;
    }
}
